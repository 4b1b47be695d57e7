import { z } from "zod";
import { type Resource, type ResourceViolation, type StackRule, type Violation } from "../rule";
import { earlyExpirations } from "../trails/archiveLifecycle";
import { type Archive, archivesIn, configurationsOf } from "../trails/archives";

// The bucket that a trail writes to must keep log files that somebody deletes or replaces. S3 itself refuses to delete a
// bucket that holds objects, so `forceDestroy` is what undoes that, and versions or Object Lock are what keeps objects.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html

const VERSIONING = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];

/** Advisory: throw-away stacks delete their archives on purpose. */
export const cloudtrailArchiveIsProtectedFromDeletion: StackRule = {
  name: "cloudtrail-archive-is-protected-from-deletion",
  title: "The bucket that a trail writes to must keep what it is given.",
  why: "Log files can be deleted or replaced for good, by an attacker, by `pulumi destroy` or by a lifecycle of less than 90 days.",
  controls: ["NIST AU-9"],
  level: "advisory",
  settings: z.strictObject({}),
  judgeStack: (resources) =>
    archivesIn(resources).flatMap((archive) => [
      ...forcedDestruction(archive),
      ...missingVersions(archive, resources),
      ...earlyExpirations(archive, resources),
    ]),
};

function forcedDestruction({ bucket }: Archive): readonly ResourceViolation[] {
  const { forceDestroy } = bucket.props;
  if (forceDestroy === undefined || forceDestroy === null || forceDestroy === false) return [];
  const why = "lets a deployment delete the bucket with every log file in it";
  return [about(bucket, { path: "forceDestroy", why, fix: "set it to false, or leave it out" })];
}

function missingVersions(
  archive: Archive,
  resources: readonly Resource[],
): readonly ResourceViolation[] {
  const { bucket } = archive;
  // Object Lock needs versions, and S3 turns them on with it.
  if (bucket.props["objectLockEnabled"] === true) return [];
  const others = configurationsOf(archive, resources, VERSIONING);
  const configurations = [
    bucket.props["versioning"],
    bucket.props["versioningConfiguration"],
    ...others.map(({ props }) => props["versioningConfiguration"]),
  ];
  if (configurations.some(keepsVersions)) return [];
  const why =
    "has neither versions nor Object Lock, so a log file that is deleted or replaced is lost";
  return [about(bucket, { path: "", why, fix: 'add a BucketVersioning with status "Enabled"' })];
}

/** `enabled` is the bucket's own property, `status` that of the resource of its own and of CloudFormation. */
function keepsVersions(configuration: unknown): boolean {
  if (typeof configuration !== "object" || configuration === null) return false;
  const { enabled, status } = configuration as Readonly<Record<string, unknown>>;
  return enabled === true || status === "Enabled";
}

function about(resource: Resource, violation: Violation): ResourceViolation {
  return { resource, violation };
}
