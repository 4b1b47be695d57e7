import assert from "node:assert/strict";
import { judge, type Call, type Statement, type Verdict } from "./judge";

// The judge of leastPrivilege.test.ts, judged by what AWS documents, as far as this project's policies need it.

const CALL: Call = {
  caller: "cloudtrail.amazonaws.com",
  action: "s3:PutObject",
  resource: "arn:aws:s3:::archive/AWSLogs/111122223333/a.json.gz",
  context: {},
};
const ALLOW: Statement = {
  Sid: "Allow",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::archive/AWSLogs/*",
};

/** What is different from the statement and the call above; undefined leaves an element out. */
type Example = readonly [
  what: string,
  statement: { readonly [E in keyof Statement]?: Statement[E] | undefined },
  call: Partial<Call>,
];

describe("the judge of policies", () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
  it("denies what nothing allows, and lets an explicit deny win, whatever the order", async () => {
    const deny: Statement = { ...ALLOW, Sid: "Deny", Effect: "Deny", Principal: "*" };
    const verdicts = await judge(
      [[], [ALLOW], [ALLOW, deny], [deny, ALLOW]].map((Statement) => ({
        document: { Statement },
        call: CALL,
      })),
    );
    assert.deepEqual(verdicts, [
      { decision: "ImplicitDeny", sid: "" },
      { decision: "Allow", sid: "Allow" },
      { decision: "Deny", sid: "Deny" },
      { decision: "Deny", sid: "Deny" },
    ]);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
  it("knows services, accounts, roles, everybody, and policies of roles", async () => {
    const account = "arn:aws:iam::444455556666:root";
    const role = "arn:aws:iam::444455556666:role/reader";
    const session = "arn:aws:sts::444455556666:assumed-role/reader/session";
    const foreign = "arn:aws:iam::777788889999:role/reader";
    const caller = (name: string) => ({ caller: name });
    await assertAllowed([
      ["the service", {}, {}],
      ["one of several services", services("sns.amazonaws.com", "cloudtrail.amazonaws.com"), {}],
      ["a role by its account", { Principal: { AWS: account } }, caller(role)],
      ["a role by its account's id", { Principal: { AWS: "444455556666" } }, caller(role)],
      ["a session of a role", { Principal: { AWS: role } }, caller(session)],
      ["anonymous by *", { Principal: "*" }, caller("anonymous")],
      ["anonymous by AWS *", { Principal: { AWS: "*" } }, caller("anonymous")],
      ["a service by *", { Principal: "*" }, {}],
      ["the policy of a role", { Principal: undefined }, caller(role)],
    ]);
    await assertRefused([
      ["another service", {}, caller("sns.amazonaws.com")],
      ["a service of a region", {}, caller("cloudtrail.us-east-1.amazonaws.com")],
      ["a service by an account", { Principal: { AWS: account } }, {}],
      ["an account by a service", {}, caller("arn:aws:iam::111122223333:root")],
      ["another account", { Principal: { AWS: account } }, caller(foreign)],
      ["another role", { Principal: { AWS: role } }, caller(`${role}s`)],
      ["anonymous by an account", { Principal: { AWS: account } }, caller("anonymous")],
      ["anonymous by a service", {}, caller("anonymous")],
    ]);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
  it("matches actions in any case, and resources in their own, with wildcards", async () => {
    await assertAllowed([
      ["* in an action", { Action: "s3:Put*" }, {}],
      ["all actions of a service", { Action: "s3:*" }, {}],
      ["one of several", { Action: ["s3:GetObject", "S3:putobject"] }, {}],
      ["? in a resource", { Resource: "arn:aws:s3:::archiv?/*" }, {}],
      ["no resource, as in trust policies", { Resource: undefined }, {}],
    ]);
    await assertRefused([
      ["an action that goes on", {}, { action: "s3:PutObjectAcl" }],
      ["* of another service", { Action: "kms:*" }, {}],
      ["a resource in other case", {}, { resource: "arn:aws:s3:::archive/awslogs/a" }],
      ["a dot is no wildcard", { Resource: "arn.aws:s3:::archive/*" }, {}],
      ["the bucket for its objects", { Resource: "arn:aws:s3:::archive" }, {}],
    ]);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
  it("compares as AWS's condition operators do, and refuses where the key is absent", async () => {
    const arn = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:a";
    const key = "kms:EncryptionContext:aws:logs:arn";
    const alarms = "arn:aws:cloudwatch:*:111122223333:alarm:*";
    await assertAllowed([
      when("StringEquals", "aws:SourceArn", arn, arn),
      when("StringEquals", "aws:SourceArn", ["other", arn], arn),
      when("StringEquals", "AWS:sourcearn", arn, arn, "aws:SourceArn"),
      when("StringLike", key, "arn:*:alarm:?", arn),
      when("ArnLike", "aws:SourceArn", alarms, arn),
      when("ArnEquals", key, alarms, arn),
      when("Bool", "aws:SecureTransport", "false", "false"),
      when("Null", "aws:SourceArn", "false", arn),
      when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-a/*"], ["o-b/r", "o-a/r"]),
      when("StringNotEquals", "aws:PrincipalOrgID", "o-a", undefined),
    ]);
    await assertRefused([
      when("StringEquals", "aws:SourceArn", arn, `${arn}b`),
      when("StringEquals", "aws:SourceArn", arn, undefined),
      when("StringEquals", "aws:SourceArn", "arn:aws:cloudwatch:*", arn),
      when("StringEquals", "aws:SourceArn", arn.toUpperCase(), arn),
      when("StringLike", key, "arn:*:alarm:?", undefined),
      when("ArnLike", "aws:SourceArn", alarms, arn.replace("111122223333", "444455556666")),
      when("ArnLike", "aws:SourceArn", alarms, undefined),
      when("ArnEquals", key, alarms, arn.replace("alarm", "insight-rule")),
      when("Bool", "aws:SecureTransport", "false", "true"),
      when("Bool", "aws:SecureTransport", "false", undefined),
      when("Null", "aws:SourceArn", "false", undefined),
      when("Null", "aws:SourceArn", "true", arn),
      when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-a/*"], ["o-b/r"]),
      when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-a/*"], undefined),
    ]);
  });

  it("wants every operator and every key of a condition", async () => {
    const Condition = {
      StringEquals: { "aws:SourceArn": "a", "aws:SourceAccount": "b" },
      StringLike: { "kms:EncryptionContext:c": "d*" },
    };
    const whole = {
      "aws:SourceArn": "a",
      "aws:SourceAccount": "b",
      "kms:EncryptionContext:c": "d",
    };
    await assertAllowed([["all are met", { Condition }, { context: whole }]]);
    await assertRefused(
      Object.keys(whole).map((key) => [
        `all but ${key}`,
        { Condition },
        { context: { ...whole, [key]: "x" } },
      ]),
    );
  });

  // The judge knows fewer rules than AWS here. leastPrivilege.test.ts refuses documents that need them.
  it("differs from AWS in two ways that this project's policies do not touch", async () => {
    const variable = when("StringEquals", "aws:SourceArn", "${aws:SourceAccount}", "1");
    await assertRefused([
      [
        "policy variables are not filled in",
        variable[1],
        { context: { "aws:SourceArn": "1", "aws:SourceAccount": "1" } },
      ],
    ]);
    await assertAllowed([
      [
        "* in one part of an ARN matches several parts",
        { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:1:a" } } },
        { context: { "aws:SourceArn": "arn:aws:sns:us-east-1:2:b:1:a" } },
      ],
    ]);
  });
});

function services(...names: readonly string[]): Partial<Statement> {
  return { Principal: { Service: names } };
}

/** A statement with one condition, and a call with one value. */
function when(
  operator: string,
  key: string,
  wanted: string | readonly string[],
  given: string | readonly string[] | undefined,
  givenKey = key,
): Example {
  return [
    `${operator} ${String(wanted)} for ${String(given)}`,
    { Condition: { [operator]: { [key]: wanted } } },
    { context: given === undefined ? {} : { [givenKey]: given } },
  ];
}

function assertAllowed(examples: readonly Example[]): Promise<void> {
  return assertDecision("Allow", examples);
}

function assertRefused(examples: readonly Example[]): Promise<void> {
  return assertDecision("ImplicitDeny", examples);
}

async function assertDecision(
  decision: Verdict["decision"],
  examples: readonly Example[],
): Promise<void> {
  const verdicts = await judge(
    examples.map(([, statement, call]) => ({
      document: { Statement: [{ ...ALLOW, ...statement } as Statement] },
      call: { ...CALL, ...call },
    })),
  );
  assert.deepEqual(
    verdicts.map((verdict, index) => [examples[index]?.[0], verdict.decision]),
    examples.map(([what]) => [what, decision]),
  );
}
