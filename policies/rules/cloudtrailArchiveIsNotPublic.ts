import { z } from "zod";
import {
  type Resource,
  type ResourceViolation,
  type StackRule,
  UNKNOWN,
  type Violation,
} from "../rule";
import { type Archive, archivesIn, configurationsOf } from "../trails/archives";

// The bucket that a trail writes to must not become public, whatever its policy or ACLs say.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html

const OPTIONS = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

const ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const BUCKET_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

export const cloudtrailArchiveIsNotPublic: StackRule = {
  name: "cloudtrail-archive-is-not-public",
  title: "The bucket that a trail writes to must block public access.",
  why: "Anybody may read who does what in the account, or delete it.",
  controls: ["CIS 2.1.4", "CloudTrail.6", "NIST AU-9"],
  level: "mandatory",
  settings: z.strictObject({}),
  judgeStack: (resources) =>
    archivesIn(resources).flatMap((archive) => publicAccess(archive, resources)),
};

/** A block of the whole account is as good as the bucket's own. */
function publicAccess(
  archive: Archive,
  resources: readonly Resource[],
): readonly ResourceViolation[] {
  const account = resources.filter(({ type }) => type === ACCOUNT_BLOCK);
  const own = configurationsOf(archive, resources, [BUCKET_BLOCK]);
  const inline = archive.bucket.props["publicAccessBlockConfiguration"];
  if ([...account, ...own].some(({ props }) => openings(props, "").length === 0)) return [];
  if (typeof inline === "object" && inline !== null) {
    const prefix = "publicAccessBlockConfiguration.";
    return openings({ ...inline }, prefix).map((violation) => ({
      resource: archive.bucket,
      violation,
    }));
  }
  if (own.length === 0) {
    const fix = "add a BucketPublicAccessBlock of this bucket in which all four options are true";
    const why = "has no public access block in this stack, so its policy or ACLs may open it";
    return [{ resource: archive.bucket, violation: { path: "", why, fix } }];
  }
  return own.flatMap((resource) =>
    openings(resource.props, "").map((violation) => ({ resource, violation })),
  );
}

function openings(props: Readonly<Record<string, unknown>>, prefix: string): readonly Violation[] {
  return OPTIONS.filter((option) => props[option] !== true).map((option) => ({
    path: `${prefix}${option}`,
    why: `is ${props[option] === UNKNOWN ? "not known" : "not true"} for the archive of a trail`,
    fix: "set it to true",
  }));
}
