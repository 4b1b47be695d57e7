import { z } from "zod";
import {
  type Resource,
  type ResourceViolation,
  type StackRule,
  UNKNOWN,
  type Violation,
} from "../rule";
import { openAcls } from "../trails/archiveAcls";
import { type Archive, archivesIn, configurationsOf } from "../trails/archives";

// The bucket that a trail writes to must not become public, whatever its policy or ACLs say. S3 blocks public access to
// every bucket made since April 2023, so what counts is where the stack takes that back, not where it says nothing.
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
  title: "The bucket that a trail writes to must not be opened to the public.",
  why: "Anybody may read who does what in the account, or delete it.",
  controls: ["CIS 2.1.4", "CloudTrail.6", "NIST AU-9"],
  level: "mandatory",
  settings: z.strictObject({}),
  judgeStack: (resources) =>
    archivesIn(resources).flatMap((archive) => [
      ...openBlocks(archive, resources),
      ...openAcls(archive, resources),
    ]),
};

/** S3 takes the stricter one of the bucket's block and the account's. */
function openBlocks(
  archive: Archive,
  resources: readonly Resource[],
): readonly ResourceViolation[] {
  const isAccountClosed = resources
    .filter(({ type }) => type === ACCOUNT_BLOCK)
    .some(({ props }) => isOfAccount(props, archive) && openings(props, "").length === 0);
  if (isAccountClosed) return [];
  const { bucket } = archive;
  const inline = bucket.props["publicAccessBlockConfiguration"];
  const own = configurationsOf(archive, resources, [BUCKET_BLOCK]).flatMap((resource) =>
    openings(resource.props, "").map((violation) => ({ resource, violation })),
  );
  if (inline === undefined || inline === null) return own;
  const prefix = "publicAccessBlockConfiguration.";
  const options = typeof inline === "object" ? { ...inline } : {};
  return [
    ...own,
    ...openings(options, prefix).map((violation) => ({ resource: bucket, violation })),
  ];
}

/** Without an account's number, a block is of the account that the provider deploys to. */
function isOfAccount({ accountId }: Resource["props"], { account }: Archive): boolean {
  return accountId === undefined || accountId === null || accountId === account;
}

function openings(props: Readonly<Record<string, unknown>>, prefix: string): readonly Violation[] {
  return OPTIONS.filter((option) => props[option] !== true).map((option) => ({
    path: `${prefix}${option}`,
    why: `is ${props[option] === UNKNOWN ? "not known" : "not true"} for the archive of a trail`,
    fix: "set it to true",
  }));
}
