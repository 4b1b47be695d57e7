import {
  GetBucketLoggingCommand,
  PutBucketLoggingCommand,
  S3Client,
  type BucketLogsPermission,
  type LoggingEnabled,
  type PartitionDateSource,
  type Type,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Where a bucket's server access logs go.

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  expectedBucketOwner: { type: "string", setting: true, replaces: true },
  targetBucket: { type: "string", required: true },
  targetPrefix: { type: "string", required: true },
  targetGrants: {
    type: "set",
    of: {
      type: "object",
      properties: {
        permission: { type: "string", required: true },
        grantee: {
          type: "object",
          required: true,
          properties: {
            type: { type: "string", required: true },
            id: { type: "string" },
            emailAddress: { type: "string" },
            uri: { type: "string" },
          },
        },
      },
    },
  },
  targetObjectKeyFormat: {
    type: "object",
    properties: {
      partitionedPrefix: {
        type: "object",
        properties: { partitionDateSource: { type: "string", required: true } },
      },
      simplePrefix: { type: "object", properties: {} },
    },
  },
} as const satisfies Properties;

type LoggingInputs = Inputs<typeof properties>;

export default resourceType({
  token: "aws:s3/bucketLogging:BucketLogging",
  properties,

  async create(inputs, aws) {
    await put(inputs.bucket, toAws(inputs), aws);
    return inputs.bucket;
  },

  async read(id, known, aws) {
    const { LoggingEnabled: logging } = await aws
      .client(S3Client)
      .send(
        new GetBucketLoggingCommand({ Bucket: id, ExpectedBucketOwner: known.expectedBucketOwner }),
      );
    return logging === undefined ? undefined : { bucket: id, ...fromAws(logging) };
  },

  async update({ id, news }, aws) {
    await put(id, toAws(news), aws);
  },

  async delete(id, _known, aws) {
    await put(id, undefined, aws);
  },
});

async function put(bucket: string, logging: LoggingEnabled | undefined, aws: Aws): Promise<void> {
  await aws.client(S3Client).send(
    new PutBucketLoggingCommand({
      Bucket: bucket,
      BucketLoggingStatus: { LoggingEnabled: logging },
    }),
  );
}

function toAws(inputs: LoggingInputs): LoggingEnabled {
  const { partitionedPrefix, simplePrefix } = inputs.targetObjectKeyFormat ?? {};
  return {
    TargetBucket: inputs.targetBucket,
    TargetPrefix: inputs.targetPrefix,
    TargetGrants: inputs.targetGrants?.map(({ permission, grantee }) => ({
      Permission: permission as BucketLogsPermission,
      Grantee: {
        Type: grantee.type as Type,
        ID: grantee.id,
        EmailAddress: grantee.emailAddress,
        URI: grantee.uri,
      },
    })),
    TargetObjectKeyFormat:
      inputs.targetObjectKeyFormat === undefined
        ? undefined
        : {
            SimplePrefix: simplePrefix,
            PartitionedPrefix: partitionedPrefix && {
              PartitionDateSource: partitionedPrefix.partitionDateSource as PartitionDateSource,
            },
          },
  };
}

function fromAws(logging: LoggingEnabled) {
  const { PartitionedPrefix, SimplePrefix } = logging.TargetObjectKeyFormat ?? {};
  return {
    targetBucket: logging.TargetBucket,
    targetPrefix: logging.TargetPrefix,
    targetGrants: logging.TargetGrants?.map(({ Permission = "", Grantee }) => ({
      permission: Permission,
      grantee: {
        type: Grantee?.Type ?? "",
        id: Grantee?.ID,
        emailAddress: Grantee?.EmailAddress,
        uri: Grantee?.URI,
      },
    })),
    targetObjectKeyFormat: logging.TargetObjectKeyFormat && {
      simplePrefix: SimplePrefix && {},
      partitionedPrefix: PartitionedPrefix && {
        partitionDateSource: PartitionedPrefix.PartitionDateSource ?? "",
      },
    },
  };
}
