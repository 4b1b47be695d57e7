import assert from "node:assert/strict";
import { documentOf } from "../testing/resource";
import { saidOf } from "../testing/said";
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
  saidOf(rule, "aws:sns/topicPolicy:TopicPolicy", { policy: documentOf(...statements) });
const onBucket = (statements: readonly object[], settings: object = {}) =>
  saidOf(rule, "aws:s3/bucketPolicy:BucketPolicy", { policy: documentOf(...statements) }, settings);

const PUBLIC =
  "policy.Statement[0].Principal admits anybody, and no condition demands a fixed account or organization, and the statement allows tampering";
const FOREIGN =
  "policy.Statement[0].Principal.AWS admits an account that may be a foreign one, and the statement allows tampering";

describe("resource-policy-no-foreign-tampering", () => {
  it("cites the controls that ask for this, and no others", () => {
    assert.deepEqual(rule.controls, ["CloudTrail.6", "SNS.4"]);
  });

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

  it("allows the own account, which the settings name, or the only resources of the statement", () => {
    assert.deepEqual(onTopic(allow(root(OWN), "sns:*", TOPIC)), []);
    assert.deepEqual(onTopic(allow(root(OWN), "sns:*", [TOPIC, TOPIC])), []);
    assert.deepEqual(onBucket([allow(root(OWN), "s3:*", BUCKET)], { allowedAccounts: [OWN] }), []);
  });

  it("does not guess the account of a bucket, even if its policy names only one", () => {
    assert.deepEqual(onBucket([allow(root(OTHER), "s3:*", BUCKET)]), [FOREIGN]);
    const two = [allow(root(OWN), "s3:*", BUCKET), allow(root(OTHER), "s3:*", BUCKET)];
    assert.deepEqual(onBucket(two), [
      "policy names several accounts, and does not tell which of them is its own, and the statement allows tampering",
    ]);
  });

  it("takes no account for the own one because another resource has it", () => {
    const other = TOPIC.replace(OWN, OTHER);
    for (const resources of [
      [TOPIC, other],
      ["*", other],
      [UNKNOWN, other],
      [`arn:aws:sns:*:${OTHER}:*`],
      [BUCKET, other],
      [],
    ]) {
      const statement = allow(root(OTHER), "*", resources);
      const policy = { Statement: [statement] };
      assert.deepEqual(
        saidOf(rule, "aws:sns/topicPolicy:TopicPolicy", { policy }),
        resources.length === 0 ? [] : [FOREIGN],
        String(resources.length),
      );
    }
    const elsewhere = allow({ Service: "events.amazonaws.com" }, "sns:Publish", other);
    assert.deepEqual(onTopic(elsewhere, allow(root(OTHER), "sns:*", TOPIC)), [
      FOREIGN.replace("[0]", "[1]"),
    ]);
    const { Resource: NotResource, ...rest } = allow(root(OTHER), "sns:*", TOPIC) as {
      Resource: string;
    };
    assert.deepEqual(onTopic({ ...rest, NotResource: NotResource.replace(OWN, OTHER) }), [FOREIGN]);
  });

  it("refuses an organization that no setting allows", () => {
    const condition = { StringEquals: { "aws:PrincipalOrgID": "o-attackers1" } };
    const statement = allow("*", "s3:*", BUCKET, condition);
    assert.deepEqual(onBucket([statement]), [
      "policy.Statement[0].Condition.StringEquals.aws:PrincipalOrgID admits an organization that allowedOrganizations does not have, and the statement allows tampering",
    ]);
    assert.deepEqual(onBucket([statement], { allowedOrganizations: ["o-attackers1"] }), []);
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

  it("leaves whole documents and resources that are not known to the update, unless told to refuse them", () => {
    const type = "aws:sqs/queuePolicy:QueuePolicy";
    assert.deepEqual(saidOf(rule, type, { policy: UNKNOWN }), []);
    assert.deepEqual(saidOf(rule, type, { policy: UNKNOWN }, { refuseUnknown: "all" }), [
      "policy is not known at preview",
    ]);
    assert.deepEqual(saidOf(rule, type, { policy: "}" }), ["policy is not JSON"]);
    const statement = allow({ Service: "sns.amazonaws.com" }, "sqs:SendMessage", UNKNOWN);
    const policy = { Statement: [statement] };
    assert.deepEqual(saidOf(rule, type, { policy }), []);
    assert.deepEqual(saidOf(rule, type, { policy }, { refuseUnknown: "all" }), [
      "policy.Statement[0].Resource is not known at preview",
    ]);
  });

  it("refuses actions, principals and conditions that are not known, unless told to leave them to the update", () => {
    const type = "aws:sqs/queuePolicy:QueuePolicy";
    for (const [statement, path] of [
      [allow(root(OWN), UNKNOWN, "*"), "Action"],
      [{ ...allow(root(OWN), "sqs:*", "*"), Effect: UNKNOWN }, "Effect"],
      [allow({ AWS: UNKNOWN }, "sqs:*", "*"), "Principal.AWS"],
      [allow("*", "sqs:*", "*", { StringEquals: UNKNOWN }), "Condition"],
    ] as const) {
      const policy = { Statement: [statement] };
      assert.deepEqual(saidOf(rule, type, { policy }), [
        `policy.Statement[0].${path} is not known at preview`,
      ]);
      assert.deepEqual(saidOf(rule, type, { policy }, { refuseUnknown: "none" }), []);
    }
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
      assert.deepEqual(saidOf(rule, type, { [property]: document }), [
        PUBLIC.replace("policy", property),
      ]);
      assert.ok(rule.types.includes(type), type);
    }
  });
});
