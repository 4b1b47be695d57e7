import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { asPolicy } from "./asPolicy";
import { readPropertiesWithMarkers } from "./engineRequests";
import { type ResourceRule, type Rule, SECRET, type StackRule, UNKNOWN } from "./rule";
import {
  KEY,
  keyWaits as sampleRule,
  SAMPLE,
  type SampleSettings,
  SECRET_SIGNATURE,
  UNKNOWN_TEXT,
} from "./testing/sampleRules";

// Policies are run by the SDK's own server functions, on requests as the engine sends them.

type Answer = (error: Error | null, response?: proto.AnalyzeResponse) => void;
type RpcFunction = (call: { readonly request: unknown }, callback: Answer) => Promise<void>;
type MakeRpcFunction = (
  name: string,
  version: string,
  level: string,
  policies: object,
) => RpcFunction;
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } = createRequire(
  require.resolve("@pulumi/policy"),
)("./server") as Readonly<Record<string, MakeRpcFunction>>;

readPropertiesWithMarkers();

/** Tells values that nobody knows from those that are wrong, and knows a remedy. */
const keyWaits: ResourceRule<SampleSettings> = {
  ...sampleRule,
  judge: (resource, settings) => {
    const given = resource.props["days"];
    if (given === UNKNOWN) return [{ path: "days", why: "is not known", fix: "set it" }];
    if (given === SECRET) return [{ path: "days", why: "is a secret", fix: "set it" }];
    return sampleRule.judge(resource, settings);
  },
  remedy: (_, { days }) => ({ days, typo: undefined }),
};

const keysDiffer: StackRule<SampleSettings> = {
  ...SAMPLE,
  name: "kms-keys-differ",
  level: "advisory",
  judgeStack: (resources) =>
    resources
      .filter(({ type, props }) => type === KEY && props["days"] === SECRET)
      .map((resource) => ({
        resource,
        violation: { path: "", why: "is like another", fix: "remove it" },
      })),
};

function request<T extends proto.AnalyzeRequest | proto.AnalyzerResource>(
  message: T,
  props: Record<string, unknown>,
  type = KEY,
): T {
  message.setType(type);
  message.setName("main");
  message.setUrn(`urn:pulumi:test::test::${type}::main`);
  message.setProperties(Struct.fromJavaScript(props as Record<string, string>));
  message.setOptions(new proto.AnalyzerResourceOptions());
  return message;
}

async function call(make: MakeRpcFunction | undefined, rule: Rule, message: unknown): Promise<any> {
  assert.ok(make);
  const policies = [asPolicy(rule, () => new Date("2027-01-15"))];
  return new Promise((resolve, reject) => {
    void make(
      "pack",
      "1.0.0",
      "advisory",
      policies,
    )({ request: message }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** Level and last line of each diagnostic: before it comes the policy's description. */
async function judged(rule: Rule, props: Record<string, unknown>, type = KEY) {
  const response = await call(
    makeAnalyzeRpcFun,
    rule,
    request(new proto.AnalyzeRequest(), props, type),
  );
  return (response as proto.AnalyzeResponse)
    .getDiagnosticsList()
    .map((each) => [each.getEnforcementlevel(), each.getMessage().split("\n").at(-1)]);
}
const { MANDATORY, ADVISORY } = proto.EnforcementLevel;

describe("policy made of a rule", () => {
  it("reports every violation at the rule's level, with resource, property and fix", async () => {
    assert.deepEqual(await judged(keyWaits, { days: 7 }), [
      [MANDATORY, 'Key "main": days is not 30. Fix: set it.'],
    ]);
    assert.deepEqual(await judged(keyWaits, { days: 30 }), []);
  });

  it("tells its rule which values are unknown and which are secret, and never fails on them", async () => {
    assert.deepEqual(await judged(keyWaits, { days: UNKNOWN_TEXT }), [
      [MANDATORY, 'Key "main": days is not known. Fix: set it.'],
    ]);
    assert.deepEqual(await judged(keyWaits, { days: { ...SECRET_SIGNATURE, value: 30 } }), [
      [MANDATORY, 'Key "main": days is a secret. Fix: set it.'],
    ]);
  });

  it("does not judge types that its rule does not name", async () => {
    assert.deepEqual(await judged(keyWaits, { days: 7 }, "aws:kms/alias:Alias"), []);
  });

  it("ends the run when its rule fails", async () => {
    const failing = {
      ...keyWaits,
      judge: () => {
        throw new RangeError("too deep");
      },
    };
    await assert.rejects(
      judged(failing, {}),
      /Policy "kms-key-waits" cannot judge Key "main", so nothing passes: RangeError: too deep/,
    );
  });

  it("shows twenty violations of a resource and counts the others", async () => {
    const violation = { path: "a", why: "is wrong", fix: "mend it" };
    const messages = await judged({ ...keyWaits, judge: () => Array(10_000).fill(violation) }, {});
    assert.equal(messages.length, 21);
    assert.deepEqual(messages[20], [
      MANDATORY,
      'Key "main" has 9980 more violations of this policy.',
    ]);
  });

  it("that relates resources reports on the resource that is in violation", async () => {
    const message = new proto.AnalyzeStackRequest();
    message.setResourcesList([
      request(new proto.AnalyzerResource(), { days: { ...SECRET_SIGNATURE, value: 1 } }),
      request(new proto.AnalyzerResource(), { days: 1 }, "aws:kms/alias:Alias"),
    ]);
    const response: proto.AnalyzeResponse = await call(makeAnalyzeStackRpcFun, keysDiffer, message);
    assert.deepEqual(
      response
        .getDiagnosticsList()
        .map((each) => [each.getEnforcementlevel(), each.getUrn(), each.getMessage()]),
      [
        [
          ADVISORY,
          `urn:pulumi:test::test::${KEY}::main`,
          'A key must wait. It is gone otherwise.\nKey "main" is like another. Fix: remove it.',
        ],
      ],
    );
  });

  it("sets and removes what its rule names where a team asks for it, and keeps secrets secret", async () => {
    const message = request(new proto.AnalyzeRequest(), {
      days: 7,
      typo: 8,
      topic: { ...SECRET_SIGNATURE, value: "arn" },
    });
    const policy = { ...asPolicy(keyWaits), enforcementLevel: "remediate" };
    const response = await new Promise<proto.RemediateResponse>((resolve, reject) => {
      assert.ok(makeRemediateRpcFun);
      const answer = (error: Error | null, given?: unknown): void =>
        error ? reject(error) : resolve(given as proto.RemediateResponse);
      void makeRemediateRpcFun("pack", "1.0.0", "advisory", [policy])({ request: message }, answer);
    });
    const [remediation] = response.getRemediationsList();
    assert.deepEqual(remediation?.getProperties()?.toJavaScript(), {
      days: 30,
      topic: { ...SECRET_SIGNATURE, value: "arn" },
    });
  });

  it("remediates nothing by itself", async () => {
    const message = request(new proto.AnalyzeRequest(), { days: 7 });
    const response: proto.RemediateResponse = await call(makeRemediateRpcFun, keyWaits, message);
    assert.deepEqual(response.getRemediationsList(), []);
  });
});
