// Looks up and judges what the trail's mode needs to be there already, before anything is made.
import type { Account } from "./account";
import { findExistingTrail, type ExistingTrail } from "./existingTrail";
import { findOrganization } from "./organization";
import { trailIdentity, type TrailIdentity } from "./trailIdentity";
import type { TrailSettings } from "./trailSettings";

export interface FoundTrail {
  /** The trail to use instead of one of the stack's own. */
  readonly existing: ExistingTrail | undefined;
  /** Who the stack's own trail is or would be. */
  readonly ownTrail: TrailIdentity;
}

/**
 * @param trailName Name of the stack's own trail.
 * @throws pulumi.RunError with every reason why the mode is not possible here.
 */
export async function findTrail(
  account: Account,
  { trailName, trailSettings }: { trailName: string; trailSettings: TrailSettings },
): Promise<FoundTrail> {
  const { mode, existingName, organizationId } = trailSettings;
  const existing =
    mode === "existing" ? await findExistingTrail(existingName, account.homeRegion) : undefined;
  const organization = organizationId ? await findOrganization(organizationId) : undefined;
  return { existing, ownTrail: trailIdentity(account, trailName, organization) };
}
