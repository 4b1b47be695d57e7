import assert from "node:assert/strict";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { prepareAws } from "../local/replay/prepare";
import { makeCentralTrail } from "./centralTrail";
import { policiesOf, type Policy } from "./deployedPolicies";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { judge, type Call, type Case, type Statement } from "./judge";
import { succeed } from "./localStack";
import { EXISTING_TOPIC, HOME, type Mode, type StatementCalls } from "./policyCalls/calls";
import { onBuckets } from "./policyCalls/onBuckets";
import { onBusAndRoles } from "./policyCalls/onBusAndRoles";
import { onFormatter } from "./policyCalls/onFormatter";
import { onInventory } from "./policyCalls/onInventory";
import { onKey } from "./policyCalls/onKey";
import { onQueues } from "./policyCalls/onQueues";
import { onTopics } from "./policyCalls/onTopics";
import { outsiders, owner, tellingCalls } from "./policyCalls/tellingCalls";

const policyCalls: readonly StatementCalls[] = [
  ...onKey,
  ...onBuckets,
  ...onTopics,
  ...onBusAndRoles,
  ...onQueues,
  ...onFormatter,
  ...onInventory,
];
const MODES: readonly Mode[] = ["create", "organization", "existing"];

/** What judge.test.ts does not measure, or has measured to be wrong. */
const NOT_JUDGED =
  /\$\{|NotPrincipal|NotAction|NotResource|IfExists|"aws:(Principal(Arn|Account|Type)|CurrentTime|EpochTime|RequestedRegion|SourceIp|ResourceAccount|TagKeys|RequestTag)/i;

describe("least privilege of the deployed program", function () {
  let aws: EmbeddedAws;

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    await prepareAws();
    await makeCentralTrail(HOME);
    await new SNSClient().send(
      new CreateTopicCommand({ Name: EXISTING_TOPIC.split(":").at(-1) ?? "" }),
    );
    await succeed(aws, ["stack", "select", "local", "--create"]);
  });

  after(() => aws.stop());

  for (const mode of MODES) describe(`in mode ${mode}`, () => modeTests(mode, () => aws));
});

function modeTests(mode: Mode, aws: () => EmbeddedAws): void {
  const entries = policyCalls.filter(({ modes = MODES }) => modes.includes(mode));
  let policies: readonly Policy[];

  before(async () => {
    policies = await policiesOf(aws(), mode);
  });

  it("has only policies that the judge understands", () => {
    for (const { name, document } of policies) {
      assert.doesNotMatch(JSON.stringify(document), NOT_JUDGED, name);
    }
  });

  it("has calls for each part of each statement, and none for what is not there", () => {
    const wanted = policies.flatMap(({ name, document }) =>
      document.Statement.flatMap((statement) =>
        partsOf(statement).map((part) => `${name}: ${statement.Sid}: ${part}`),
      ),
    );
    const given = entries.flatMap(({ policy, sid, refused }) =>
      Object.keys(refused).map((part) => `${policy}: ${sid}: ${part}`),
    );
    assert.deepEqual([...new Set(given)].sort(), wanted.sort());
  });

  it("allows each call, by the statement that is there for it", async () => {
    const allowing = entries.filter((entry) => effectOf(policies, entry) === "Allow");
    const verdicts = await judge(allowing.map(({ policy, allowed }) => caseOf(policy, allowed)));
    assert.deepEqual(
      verdicts.map(({ decision, sid }, index) => [allowing[index]?.policy, decision, sid]),
      allowing.map(({ policy, sid }) => [policy, "Allow", sid]),
    );
  });

  it("refuses each of these calls when one thing about it is different", async () => {
    const variants = entries.flatMap(({ policy, sid, allowed, refused }) =>
      Object.entries(refused).map(([part, value]) => {
        return { policy, what: `${sid}: ${part}`, call: replaced(allowed, part, value) };
      }),
    );
    const verdicts = await judge(variants.map(({ policy, call }) => caseOf(policy, call)));
    const allowed = variants.filter((_, index) => verdicts[index]?.decision === "Allow");
    assert.deepEqual(allowed, []);
  });

  it("denies what its denying statements are there for, and nothing else", async () => {
    const denying = entries.filter((entry) => effectOf(policies, entry) === "Deny");
    const verdicts = await judge(
      denying.flatMap(({ policy, allowed, refused }) => [
        caseOf(policy, allowed),
        ...Object.entries(refused).map(([part, value]) =>
          caseOf(policy, replaced(allowed, part, value)),
        ),
      ]),
    );
    assert.deepEqual(
      verdicts.map(({ decision, sid }) => (decision === "Deny" ? sid : "not denied")),
      denying.flatMap(({ sid, refused }) => ["not denied", ...Object.keys(refused).map(() => sid)]),
    );
  });

  it("lets nobody in from outside, whatever the request says of itself", async () => {
    const calls = everyTellingCall(policies, outsiders);
    const verdicts = await judge(calls);
    assert.deepEqual(
      calls.filter((_, index) => verdicts[index]?.decision === "Allow"),
      [],
    );
    assert.ok(calls.length > 100);
  });

  it("locks nobody out: the account can always administer its key, and is denied nothing", async () => {
    const calls = everyTellingCall(policies, [owner]);
    const verdicts = await judge(calls);
    const denied = calls.filter((_, index) => verdicts[index]?.decision === "Deny");
    assert.deepEqual(denied, []);
    const onKey = calls.map(({ call }, index) => [call.action, verdicts[index]?.decision]);
    assert.deepEqual(
      onKey.filter(([action]) => action?.startsWith("kms:")),
      tellingCalls["Key"]?.map((action) => [action, "Allow"]),
    );
  });

  function caseOf(policy: string, call: Call): Case {
    const found = policies.find(({ name }) => name === policy);
    assert.ok(found, policy);
    return { document: found.document, call };
  }
}

/** What of a statement decides whether a call meets it. */
function partsOf({ Effect, Principal, Resource, Condition = {} }: Statement): readonly string[] {
  const keys = Object.values(Condition).flatMap((block) => Object.keys(block));
  // What a statement denies must be denied to all, so only its conditions can make a difference.
  if (Effect === "Deny") return keys;
  const everybody = JSON.stringify({ Principal }).includes('"*"');
  return [
    ...(Principal === undefined || everybody ? [] : ["caller"]),
    "action",
    ...(Resource === undefined || Resource === "*" ? [] : ["resource"]),
    ...keys,
  ];
}

function effectOf(
  policies: readonly Policy[],
  { policy, sid }: { readonly policy: string; readonly sid: string },
): string | undefined {
  const found = policies.find(({ name }) => name === policy);
  return found?.document.Statement.find(({ Sid }) => Sid === sid)?.Effect;
}

function replaced(call: Call, part: string, value: string): Call {
  if (part === "caller" || part === "action" || part === "resource") {
    return { ...call, [part]: value };
  }
  return { ...call, context: { ...call.context, [part]: value } };
}

/** On every resource that has a policy of its own, by its own name and by that of all below it. */
function everyTellingCall(
  policies: readonly Policy[],
  callers: readonly Pick<Call, "caller" | "context">[],
): readonly Case[] {
  return policies.flatMap(({ name, document }) => {
    const actions = tellingCalls[name.split(" ")[0] ?? ""] ?? [];
    // A trust policy names no resource: it is on its role.
    const resources = new Set(document.Statement.flatMap(({ Resource = "*" }) => Resource));
    return [...resources].flatMap((resource) =>
      actions.flatMap((action) =>
        callers.map((caller) => ({ document, call: { ...caller, action, resource } })),
      ),
    );
  });
}
