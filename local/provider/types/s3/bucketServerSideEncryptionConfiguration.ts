import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
  S3Client,
  type EncryptionType,
  type ServerSideEncryption,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// How a bucket encrypts its objects.

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  expectedBucketOwner: { type: "string", setting: true, replaces: true },
  rules: {
    type: "set",
    required: true,
    of: {
      type: "object",
      properties: {
        applyServerSideEncryptionByDefault: {
          type: "object",
          properties: {
            sseAlgorithm: { type: "string", required: true },
            kmsMasterKeyId: { type: "string" },
          },
        },
        bucketKeyEnabled: { type: "boolean" },
        blockedEncryptionTypes: { type: "set", of: { type: "string" }, computed: true },
      },
    },
  },
} as const satisfies Properties;

type Rule = Inputs<typeof properties>["rules"][number];

export default resourceType({
  token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.bucket;
  },

  async read(id, known, aws) {
    const answer = await aws.client(S3Client).send(
      new GetBucketEncryptionCommand({
        Bucket: id,
        ExpectedBucketOwner: known.expectedBucketOwner,
      }),
    );
    return {
      bucket: id,
      rules: (answer.ServerSideEncryptionConfiguration?.Rules ?? []).map(fromAws),
    };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(S3Client).send(new DeleteBucketEncryptionCommand({ Bucket: id }));
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(S3Client).send(
    new PutBucketEncryptionCommand({
      Bucket: inputs.bucket,
      ExpectedBucketOwner: inputs.expectedBucketOwner,
      ServerSideEncryptionConfiguration: { Rules: inputs.rules.map(toAws) },
    }),
  );
}

function toAws(rule: Rule): ServerSideEncryptionRule {
  const standard = rule.applyServerSideEncryptionByDefault;
  return {
    ApplyServerSideEncryptionByDefault:
      standard === undefined
        ? undefined
        : {
            SSEAlgorithm: standard.sseAlgorithm as ServerSideEncryption,
            KMSMasterKeyID: standard.kmsMasterKeyId,
          },
    BucketKeyEnabled: rule.bucketKeyEnabled,
    BlockedEncryptionTypes:
      rule.blockedEncryptionTypes === undefined
        ? undefined
        : { EncryptionType: rule.blockedEncryptionTypes as EncryptionType[] },
  };
}

function fromAws(rule: ServerSideEncryptionRule): Rule {
  const standard = rule.ApplyServerSideEncryptionByDefault;
  return {
    applyServerSideEncryptionByDefault:
      standard?.SSEAlgorithm === undefined
        ? undefined
        : { sseAlgorithm: standard.SSEAlgorithm, kmsMasterKeyId: standard.KMSMasterKeyID },
    bucketKeyEnabled: rule.BucketKeyEnabled,
    blockedEncryptionTypes: rule.BlockedEncryptionTypes?.EncryptionType,
  };
}
