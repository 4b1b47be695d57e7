import { textsIn } from "../alarms/eventPattern";
import type { Resource, ResourceViolation } from "../rule";
import { type Archive, configurationsOf } from "./archives";
import { isAbsent, isRecord } from "../values";

// Finds the ACLs that let others than the owner at the bucket of a trail. Since April 2023 S3 makes every bucket with ACLs
// disabled, so one counts if it opens the bucket to everybody, or if the stack enables ACLs for it.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html

const ACLS = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"];
const OWNERSHIP = ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"];
const WITH_ACLS = ["ObjectWriter", "BucketOwnerPreferred"];

/** Properties that hold an ACL, in the bucket or in a resource of its own, by a canned name or by its grants. */
const CANNED = ["acl", "accessControl"];
const GRANTS = ["grants", "accessControlPolicy"];

/** In the words of the S3 API and in those of CloudFormation. */
const PRIVATE = ["private", "Private"];
const PUBLIC = [
  "public-read",
  "public-read-write",
  "authenticated-read",
  "PublicRead",
  "PublicReadWrite",
  "AuthenticatedRead",
];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const EVERYBODY = ["/groups/global/AllUsers", "/groups/global/AuthenticatedUsers"];

export function openAcls(
  archive: Archive,
  resources: readonly Resource[],
): readonly ResourceViolation[] {
  const areEnabled = enablesAcls(archive, resources);
  return [archive.bucket, ...configurationsOf(archive, resources, ACLS)].flatMap((resource) => {
    const refuse = (path: string, why: string): ResourceViolation => ({
      resource,
      violation: { path, why, fix: "leave it out, and let the bucket policy allow what is needed" },
    });
    const { props } = resource;
    const canned = CANNED.filter((name) => !isAbsent(props[name])).flatMap((name) => {
      const why = faultOf(props[name], areEnabled);
      return why === undefined ? [] : [refuse(name, why)];
    });
    const granted = GRANTS.filter((name) => isForEverybody(props[name])).map((name) =>
      refuse(name, "opens the archive of a trail to everybody"),
    );
    return [...canned, ...granted];
  });
}

function faultOf(acl: unknown, areEnabled: boolean): string | undefined {
  if (typeof acl !== "string") return "is not known, and may open the archive of a trail";
  if (PUBLIC.includes(acl)) return "opens the archive of a trail to everybody";
  return areEnabled && !PRIVATE.includes(acl)
    ? "lets others than its owner at the archive of a trail, whose ownership controls enable ACLs"
    : undefined;
}

function isForEverybody(grants: unknown): boolean {
  const texts = textsIn(grants);
  return texts === undefined || texts.some((text) => EVERYBODY.some((end) => text.endsWith(end)));
}

function enablesAcls(archive: Archive, resources: readonly Resource[]): boolean {
  const { ownershipControls } = archive.bucket.props;
  const controls = configurationsOf(archive, resources, OWNERSHIP).map(
    ({ props }) => props["rule"],
  );
  const rules = isRecord(ownershipControls) ? ownershipControls["rules"] : undefined;
  const inline: readonly unknown[] = Array.isArray(rules) ? rules : [];
  return [...controls, ...inline].some(
    (rule) => isRecord(rule) && WITH_ACLS.includes(rule["objectOwnership"] as string),
  );
}
