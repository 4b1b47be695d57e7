import assert from "node:assert/strict";
import { documentOf, judged } from "../permissions/judged";
import { UNKNOWN } from "../rule";
import { resourcePolicyNoForeignTampering as rule } from "./resourcePolicyNoForeignTampering";

const OWN = "111122223333";
const OTHER = "444455556666";
const TOPIC = `arn:aws:sns:eu-west-1:${OWN}:alerts`;
const BUCKET = "arn:aws:s3:::archive";
const root = (account: string): object => ({ AWS: `arn:aws:iam::${account}:root` });
const allow = (
  Principal: unknown,
  Action: unknown,
  Resource: unknown,
  Condition?: object,
): object => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource,
  Condition,
});
const onTopic = (...statements: readonly object[]) =>
  judged(rule, "aws:sns/topicPolicy:TopicPolicy", { policy: documentOf(...statements) });
const onBucket = (statements: readonly object[], settings: object = {}) =>
  judged(rule, "aws:s3/bucketPolicy:BucketPolicy", { policy: documentOf(...statements) }, settings);

const PUBLIC =
  "policy.Statement[0].Principal admits anybody, and no condition demands a fixed account or organization, and the statement allows tampering";
const FOREIGN =
  "policy.Statement[0].Principal.AWS admits an account that may be a foreign one, and the statement allows tampering";

describe("resource-policy-no-foreign-tampering", () => {
  it("refuses to let anybody change or delete the resource", () => {
    assert.equal(rule.level, "mandatory");
    assert.deepEqual(onTopic(allow("*", "sns:*", TOPIC)), [PUBLIC]);
    assert.deepEqual(onTopic(allow("*", ["SNS:Publish", "SNS:deletetopic"], TOPIC)), [PUBLIC]);
    assert.deepEqual(onBucket([allow("*", "s3:Delete*", `${BUCKET}/*`)]), [PUBLIC]);
    const { Action: NotAction, ...rest } = allow("*", "s3:GetObject", BUCKET) as { Action: string };
    assert.deepEqual(onBucket([{ ...rest, NotAction }]), [PUBLIC]);
  });

  it("refuses the same for another account", () => {
    assert.deepEqual(onTopic(allow(root(OTHER), "sns:SetTopicAttributes", TOPIC)), [FOREIGN]);
    assert.deepEqual(onBucket([allow(root(OTHER), "s3:*", BUCKET)], { allowedAccounts: [OWN] }), [
      FOREIGN.replace("may be a foreign one", "allowedAccounts does not have"),
    ]);
  });

  it("allows the own account, which the ARN of the resource names, or the settings, or the policy alone", () => {
    assert.deepEqual(onTopic(allow(root(OWN), "sns:*", TOPIC)), []);
    assert.deepEqual(onBucket([allow(root(OWN), "s3:*", BUCKET)], { allowedAccounts: [OWN] }), []);
    assert.deepEqual(onBucket([allow(root(OWN), "s3:*", BUCKET)]), []);
    const two = [allow(root(OWN), "s3:*", BUCKET), allow(root(OTHER), "s3:*", BUCKET)];
    assert.equal(onBucket(two).length, 2);
  });

  it("allows strangers what is no tampering, and services everything", () => {
    assert.deepEqual(onBucket([allow("*", ["s3:GetObject", "s3:ListBucket"], BUCKET)]), []);
    assert.deepEqual(onTopic(allow("*", "sns:Publish", TOPIC)), []);
    assert.deepEqual(onTopic(allow({ Service: "events.amazonaws.com" }, "sns:*", TOPIC)), []);
    assert.deepEqual(onBucket([{ ...allow("*", "s3:*", BUCKET), Effect: "Deny" }]), []);
    assert.deepEqual(
      onBucket([allow("*", "*", BUCKET), { ...allow("*", "*", "*"), Effect: "Deny" }]),
      [],
    );
  });

  it("allows the policy that SNS gives every topic", () => {
    const actions =
      "GetTopicAttributes SetTopicAttributes AddPermission RemovePermission DeleteTopic"
        .split(" ")
        .map((name) => `SNS:${name}`);
    const condition = { StringEquals: { "AWS:SourceOwner": OWN } };
    assert.deepEqual(onTopic(allow({ AWS: "*" }, actions, TOPIC, condition)), []);
  });

  it("does not take a Deny of some callers for one of all", () => {
    const deny = { ...allow(root(OTHER), "*", "*"), Effect: "Deny" };
    assert.deepEqual(onTopic(allow("*", "sns:*", TOPIC), deny), [PUBLIC]);
  });

  it("leaves what is not known to the update, unless told to refuse it", () => {
    const type = "aws:sqs/queuePolicy:QueuePolicy";
    assert.deepEqual(judged(rule, type, { policy: UNKNOWN }), []);
    assert.deepEqual(judged(rule, type, { policy: UNKNOWN }, { refuseUnknown: true }), [
      "policy is not known at preview",
    ]);
    assert.deepEqual(judged(rule, type, { policy: "}" }), ["policy is not JSON"]);
  });

  it("reads the policies of each kind of resource", () => {
    const places: readonly (readonly [string, string, string])[] = [
      ["aws:s3/bucket:Bucket", "policy", "s3:*"],
      ["aws:s3/bucketV2:BucketV2", "policy", "s3:*"],
      ["aws:sns/topic:Topic", "policy", "sns:*"],
      ["aws:sqs/queue:Queue", "policy", "sqs:*"],
      ["aws:sqs/queuePolicy:QueuePolicy", "policy", "sqs:PurgeQueue"],
      ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy", "events:RemoveTargets"],
      ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument", "logs:Delete*"],
      ["aws-native:s3:BucketPolicy", "policyDocument", "s3:*"],
      ["aws-native:cloudtrail:ResourcePolicy", "resourcePolicy", "cloudtrail:*"],
    ];
    for (const [type, property, action] of places) {
      const document = documentOf(allow("*", action, "*"));
      assert.deepEqual(judged(rule, type, { [property]: document }), [
        PUBLIC.replace("policy", property),
      ]);
      assert.ok(rule.types.includes(type), type);
    }
  });
});
