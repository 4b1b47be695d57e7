// Looks up and judges what the trail's mode needs to be there already, before anything is made.
import type { Account } from "./account";
import { findExistingTrail } from "./existingTrail";
import { findOrganization } from "./organization";
import { trailIdentity, type TrailIdentity } from "./trailIdentity";
import type { TrailInUse } from "./trailInUse";
import type { TrailSettings } from "./trailSettings";

type FoundTrail =
  | { readonly existing: TrailInUse; readonly own: undefined }
  | { readonly existing: undefined; readonly own: TrailIdentity };

/**
 * @param trailName Name of the stack's own trail.
 * @throws pulumi.RunError with every reason why the mode is not possible here.
 */
export async function findTrail(
  account: Account,
  { trailName, trailSettings }: { trailName: string; trailSettings: TrailSettings },
): Promise<FoundTrail> {
  const { mode, existingName, organizationId } = trailSettings;
  if (mode === "existing") {
    return { existing: await findExistingTrail(existingName, account.homeRegion), own: undefined };
  }
  const organization = organizationId ? await findOrganization(organizationId) : undefined;
  return { existing: undefined, own: trailIdentity(account, trailName, organization) };
}
