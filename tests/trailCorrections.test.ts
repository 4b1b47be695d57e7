import assert from "node:assert/strict";
import {
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  ListTrailsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  UpdateTrailCommand,
  type CreateTrailCommandInput,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateOrganizationCommand,
  DeleteOrganizationCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { delayPolicies, startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";

const HOME = { region: "us-east-1" };
const ACCOUNT_ID = "111122223333";
const TRAIL_ARN = `arn:aws:cloudtrail:us-east-1:${ACCOUNT_ID}:trail/trail`;
const CLOUDTRAIL = { Service: "cloudtrail.amazonaws.com" };
const ONLY_THE_TRAIL = { StringEquals: { "aws:SourceArn": TRAIL_ARN } };
const ONLY_ANOTHER_TRAIL = { StringEquals: { "aws:SourceArn": `${TRAIL_ARN}-other` } };

function document(...statements: readonly object[]): string {
  const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** As the guide has it: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function archivePolicy(folder: string, Condition: object = ONLY_THE_TRAIL): string {
  const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };
  return document(
    { Principal: CLOUDTRAIL, Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::audit", Condition },
    {
      Principal: CLOUDTRAIL,
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::audit/${folder}/*`,
      Condition: { ...Condition, StringLike: acl },
    },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::audit", "arn:aws:s3:::audit/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}

describe("what local/emulator/ adds to CloudTrail", function () {
  let aws: EmbeddedAws;
  let cloudtrail: CloudTrailClient;
  let organizations: OrganizationsClient;

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    cloudtrail = new CloudTrailClient(HOME);
    organizations = new OrganizationsClient(HOME);
    const s3 = new S3Client({ ...HOME, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "audit" }));
    await setPolicy(archivePolicy(`AWSLogs/${ACCOUNT_ID}`));
    const logs = new CloudWatchLogsClient(HOME);
    await logs.send(new CreateLogGroupCommand({ logGroupName: "audit" }));
  });

  beforeEach(() => setPolicy(archivePolicy(`AWSLogs/${ACCOUNT_ID}`)));
  afterEach(() =>
    cloudtrail.send(new DeleteTrailCommand({ Name: "trail" })).catch(() => undefined),
  );
  after(() => aws.stop());

  async function setPolicy(Policy: string): Promise<void> {
    const s3 = new S3Client({ ...HOME, forcePathStyle: true });
    await s3.send(new PutBucketPolicyCommand({ Bucket: "audit", Policy }));
  }

  async function makeRole(name: string, trust: object, rights: object): Promise<string> {
    const iam = new IAMClient(HOME);
    const trusted = document({ Action: "sts:AssumeRole", Principal: CLOUDTRAIL, ...trust });
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trusted }),
    );
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: name,
        PolicyDocument: document(rights),
      }),
    );
    return Role?.Arn ?? "";
  }

  function create(others: Partial<CreateTrailCommandInput> = {}) {
    return cloudtrail.send(
      new CreateTrailCommand({ Name: "trail", S3BucketName: "audit", ...others }),
    );
  }

  /** CloudTrail's error, and proof that there is no trail. */
  async function refusal(others: Partial<CreateTrailCommandInput> = {}): Promise<string> {
    const error: unknown = await create(others).then(
      () => new Error("it was made"),
      (reason: unknown) => reason,
    );
    const { Trails } = await cloudtrail.send(new ListTrailsCommand({}));
    assert.deepEqual(Trails, []);
    assert.ok(error instanceof Error);
    return `${error.name}: ${error.message}`;
  }

  const STREAMS = `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:audit:log-stream`;
  const WRITE = ["logs:CreateLogStream", "logs:PutLogEvents"];
  const GROUP = {
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:audit:*`,
  };

  it("keeps log group, role, topic and tags that CreateTrail is given, and forgets them with the trail", async () => {
    const CloudWatchLogsRoleArn = await makeRole(
      "delivery",
      { Condition: ONLY_THE_TRAIL },
      { Action: WRITE, Resource: `${STREAMS}:${ACCOUNT_ID}_CloudTrail_us-east-1*` },
    );
    const Policy = document({ Principal: CLOUDTRAIL, Action: "sns:Publish", Resource: "*" });
    const topic = new CreateTopicCommand({ Name: "deliveries", Attributes: { Policy } });
    const { TopicArn } = await new SNSClient(HOME).send(topic);
    const TagsList = [{ Key: "team", Value: "security" }];
    const given = { ...GROUP, CloudWatchLogsRoleArn, SnsTopicName: "deliveries", TagsList };
    await create(given);
    const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name: TRAIL_ARN }));
    assert.equal(Trail?.CloudWatchLogsLogGroupArn, GROUP.CloudWatchLogsLogGroupArn);
    assert.equal(Trail?.CloudWatchLogsRoleArn, CloudWatchLogsRoleArn);
    assert.equal(Trail?.SnsTopicARN, TopicArn);
    assert.deepEqual(await tags(), TagsList);
    await cloudtrail.send(new DeleteTrailCommand({ Name: "trail" }));
    await create();
    assert.deepEqual(await tags(), []);
  });

  async function tags() {
    const answer = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [TRAIL_ARN] }));
    return answer.ResourceTagList?.[0]?.TagsList;
  }

  it("wants a bucket that exists, and a bucket policy that lets this trail write under its prefix", async () => {
    assert.equal(
      await refusal({ S3BucketName: "nowhere" }),
      "S3BucketDoesNotExistException: S3 bucket nowhere does not exist!",
    );
    const refused =
      "InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: audit";
    assert.equal(await refusal({ S3KeyPrefix: "prefix" }), refused);
    await setPolicy(archivePolicy(`AWSLogs/${ACCOUNT_ID}`, ONLY_ANOTHER_TRAIL));
    assert.equal(await refusal(), refused);
    await setPolicy(
      document({ Principal: CLOUDTRAIL, Action: "s3:PutObject", Resource: "arn:aws:s3:::audit/*" }),
    );
    assert.equal(await refusal(), refused);
    await setPolicy(archivePolicy(`prefix/AWSLogs/${ACCOUNT_ID}`));
    assert.equal((await create({ S3KeyPrefix: "prefix" })).TrailARN, TRAIL_ARN);
    await assert.rejects(
      cloudtrail.send(new UpdateTrailCommand({ Name: TRAIL_ARN, S3KeyPrefix: "" })),
      { name: "InsufficientS3BucketPolicyException" },
    );
  });

  /** A key that lets CloudTrail do what the statements say; its ARN. */
  async function makeKey(...statements: readonly object[]): Promise<string> {
    const Policy = document(
      ...statements.map((one) => ({ Principal: CLOUDTRAIL, Resource: "*", ...one })),
    );
    const { KeyMetadata } = await new KMSClient(HOME).send(new CreateKeyCommand({ Policy }));
    return KeyMetadata?.Arn ?? "";
  }

  it("wants a key that this trail may use", async () => {
    const context = { "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:trail/*" };
    const encrypt = { Action: "kms:GenerateDataKey*", Condition: { StringLike: context } };
    const describeKey = { Action: "kms:DescribeKey", Condition: ONLY_THE_TRAIL };
    const KmsKeyId = await makeKey(encrypt);
    assert.equal(
      await refusal({ KmsKeyId }),
      `InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket audit or KMS key ${KmsKeyId}.`,
    );
    await create({ KmsKeyId: await makeKey(encrypt, describeKey) });
  });

  const NO_TOPIC =
    "InsufficientSnsTopicPolicyException: SNS Topic does not exist or the topic policy is incorrect!";

  it("wants a topic that it may publish to", async () => {
    await new SNSClient(HOME).send(new CreateTopicCommand({ Name: "private" }));
    for (const SnsTopicName of ["private", "nowhere"])
      assert.equal(await refusal({ SnsTopicName }), NO_TOPIC);
  });

  it("wants an encrypted topic's key to let this trail encrypt messages to that topic", async () => {
    const sns = new SNSClient(HOME);
    const topicOf = async (Name: string, KmsMasterKeyId: string) => {
      const Policy = document({ Principal: CLOUDTRAIL, Action: "sns:Publish", Resource: "*" });
      await sns.send(new CreateTopicCommand({ Name, Attributes: { Policy, KmsMasterKeyId } }));
      return { SnsTopicName: Name };
    };
    const onTopic = (name: string) => ({
      "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:us-east-1:${ACCOUNT_ID}:${name}`,
    });
    const publish = {
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Condition: { ...ONLY_THE_TRAIL, StringLike: onTopic("encrypted") },
    };
    for (const [name, key] of [
      ["no-decrypt", await makeKey({ Action: "kms:GenerateDataKey*" })],
      ["no-data-key", await makeKey({ Action: "kms:Decrypt" })],
      ["other-trail", await makeKey({ ...publish, Condition: ONLY_ANOTHER_TRAIL })],
      ["other-topic", await makeKey(publish)],
      ["key-of-aws", "alias/aws/sns"],
    ] as const)
      assert.equal(await refusal(await topicOf(name, key)), NO_TOPIC, name);
    await create(await topicOf("encrypted", await makeKey(publish)));
  });

  it("wants a log group that exists, and a role that it may assume and that may write there", async () => {
    const rights = { Action: WRITE, Resource: `${STREAMS}:*` };
    const role = await makeRole("right", {}, rights);
    const missing = `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:nowhere:*`;
    assert.equal(
      await refusal({ CloudWatchLogsLogGroupArn: missing, CloudWatchLogsRoleArn: role }),
      "InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN.",
    );
    const others = await makeRole("others", { Condition: ONLY_ANOTHER_TRAIL }, rights);
    for (const CloudWatchLogsRoleArn of [others, role.replace("right", "nowhere")])
      assert.equal(
        await refusal({ ...GROUP, CloudWatchLogsRoleArn }),
        "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.",
      );
    const weak = await makeRole("weak", {}, { ...rights, Action: "logs:CreateLogStream" });
    assert.equal(
      await refusal({ ...GROUP, CloudWatchLogsRoleArn: weak }),
      "InvalidCloudWatchLogsLogGroupArnException: Access denied. Verify in IAM that the role has adequate permissions.",
    );
    await create({ ...GROUP, CloudWatchLogsRoleArn: role });
  });

  it("tells its status in every region, from which it delivers alike", async () => {
    const rights = { Action: WRITE, Resource: `${STREAMS}:*` };
    const CloudWatchLogsRoleArn = await makeRole("everywhere", {}, rights);
    await create({ ...GROUP, CloudWatchLogsRoleArn, IsMultiRegionTrail: true });
    await cloudtrail.send(new StartLoggingCommand({ Name: "trail" }));
    for (const region of ["us-east-1", "us-west-2"]) {
      const status = await new CloudTrailClient({ region }).send(
        new GetTrailStatusCommand({ Name: TRAIL_ARN }),
      );
      assert.equal(status.LatestCloudWatchLogsDeliveryError, undefined, region);
      assert.ok(status.LatestCloudWatchLogsDeliveryTime, region);
    }
  });

  it("wants an organization that trusts it, and both of its folders, for an organization's trail", async () => {
    const organization = { IsOrganizationTrail: true, IsMultiRegionTrail: true };
    await organizations.send(new DeleteOrganizationCommand({}));
    assert.match(await refusal(organization), /^OrganizationsNotInUseException: /);
    await organizations.send(new CreateOrganizationCommand({}));
    const trusted = { ServicePrincipal: CLOUDTRAIL.Service };
    await organizations.send(new DisableAWSServiceAccessCommand(trusted));
    assert.match(await refusal(organization), /^CloudTrailAccessNotEnabledException: /);
    await organizations.send(new EnableAWSServiceAccessCommand(trusted));
    for (const folder of [`AWSLogs/${ACCOUNT_ID}`, "AWSLogs/o-exampleorgid"]) {
      await setPolicy(archivePolicy(folder));
      assert.match(await refusal(organization), /^InsufficientS3BucketPolicyException: /);
    }
    await setPolicy(archivePolicy("AWSLogs"));
    await create(organization);
    const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name: TRAIL_ARN }));
    assert.equal(Trail?.IsOrganizationTrail, true);
    const back = { Name: TRAIL_ARN, IsOrganizationTrail: false };
    assert.equal((await cloudtrail.send(new UpdateTrailCommand(back))).IsOrganizationTrail, false);
  });

  it("keeps Insights selectors, and says when there are none", async () => {
    await create();
    const TrailName = TRAIL_ARN;
    const get = () => cloudtrail.send(new GetInsightSelectorsCommand({ TrailName }));
    await assert.rejects(get(), { name: "InsightNotEnabledException" });
    const InsightSelectors = [{ InsightType: "ApiErrorRateInsight" as const }];
    await cloudtrail.send(new PutInsightSelectorsCommand({ TrailName, InsightSelectors }));
    assert.deepEqual((await get()).InsightSelectors, InsightSelectors);
    const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name: TrailName }));
    assert.equal(Trail?.HasInsightSelectors, true);
    await cloudtrail.send(new PutInsightSelectorsCommand({ TrailName, InsightSelectors: [] }));
    await assert.rejects(get(), { name: "InsightNotEnabledException" });
  });

  it("sees a bucket policy only after as many attempts as a test asks for", async () => {
    await delayPolicies(aws, { bucketPolicies: 2 });
    for (const attempt of [1, 2])
      assert.match(await refusal(), /^InsufficientS3BucketPolicyException: /, `attempt ${attempt}`);
    await create();
  });
});
