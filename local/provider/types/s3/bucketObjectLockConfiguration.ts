import {
  GetObjectLockConfigurationCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
  type ObjectLockConfiguration,
  type ObjectLockEnabled,
  type ObjectLockRetentionMode,
  type ObjectLockRule,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Object Lock of a bucket: how long nobody can delete a new version of an object. It can be enabled on a bucket that has versions
// already, and never be taken away again.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  expectedBucketOwner: { type: "string", setting: true, replaces: true },
  token: { type: "string", setting: true },
  objectLockEnabled: { type: "string", replaces: true, default: "Enabled" },
  rule: {
    type: "object",
    properties: {
      defaultRetention: {
        type: "object",
        required: true,
        properties: {
          mode: { type: "string" },
          days: { type: "integer", conflictsWith: ["years"] },
          years: { type: "integer" },
        },
      },
    },
  },
} as const satisfies Properties;

type Rule = Inputs<typeof properties>["rule"];

export default resourceType({
  token: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.bucket;
  },

  async read(id, known, aws) {
    const { ObjectLockConfiguration: lock } = await aws.client(S3Client).send(
      new GetObjectLockConfigurationCommand({
        Bucket: id,
        ExpectedBucketOwner: known.expectedBucketOwner,
      }),
    );
    if (lock === undefined) return undefined;
    return { bucket: id, objectLockEnabled: lock.ObjectLockEnabled, rule: fromAws(lock) };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  /** Takes the default retention away, as the real provider does; the bucket stays one with Object Lock. */
  async delete(id, known, aws) {
    const { expectedBucketOwner, objectLockEnabled = "Enabled" } = known;
    await put({ bucket: id, expectedBucketOwner, objectLockEnabled }, aws);
  },
});

interface Lock {
  readonly bucket: string;
  readonly expectedBucketOwner?: string | undefined;
  readonly token?: string | undefined;
  readonly objectLockEnabled: string;
  readonly rule?: Rule;
}

async function put(lock: Lock, aws: Aws): Promise<void> {
  await aws.client(S3Client).send(
    new PutObjectLockConfigurationCommand({
      Bucket: lock.bucket,
      ExpectedBucketOwner: lock.expectedBucketOwner,
      Token: lock.token,
      ObjectLockConfiguration: {
        ObjectLockEnabled: lock.objectLockEnabled as ObjectLockEnabled,
        Rule: toAws(lock.rule),
      },
    }),
  );
}

function toAws(rule: Rule): ObjectLockRule | undefined {
  if (rule === undefined) return undefined;
  const { mode, days, years } = rule.defaultRetention;
  return {
    DefaultRetention: { Mode: mode as ObjectLockRetentionMode, Days: days, Years: years },
  };
}

function fromAws({ Rule: rule }: ObjectLockConfiguration): Rule {
  const retention = rule?.DefaultRetention;
  if (retention === undefined) return undefined;
  return {
    defaultRetention: { mode: retention.Mode, days: retention.Days, years: retention.Years },
  };
}
