import assert from "node:assert/strict";
import { removeTemporaryFolders } from "../../tests/temporaryFolder";
import { SECRET } from "../rule";
import { cloudtrailTrailIsLogging } from "../rules/cloudtrailTrailIsLogging";
import { cloudtrailTrailLogsKmsEvents } from "../rules/cloudtrailTrailLogsKmsEvents";
import { exported, judged, key, messages, seen, urn } from "../testing/checkedFile";
import { keyWaits, SECRET_SIGNATURE } from "../testing/sampleRules";

// What is judged of an exported stack, and by which settings.

const secret = { ...SECRET_SIGNATURE, ciphertext: "v1:abc" };
/** As most rules: what is not set is the default, and so right. */
const lateDays: typeof keyWaits.judge = (resource, settings) =>
  "days" in resource.props ? keyWaits.judge(resource, settings) : [];

describe("policy-check of a stack export", () => {
  afterEach(removeTemporaryFolders);

  it("judges an exported stack by inputs, with the messages of the pack", () => {
    const resources = [key("good", { days: 30 }), key("bad", { days: 7 }, { protect: true })];
    const judgement = judged(exported(resources));
    assert.deepEqual(judgement, {
      kind: "stack export",
      resources: 2,
      judged: 2,
      policies: { mandatory: 1, advisory: 1, disabled: 0 },
      findings: [
        {
          policy: "kms-key-waits",
          level: "mandatory",
          urn: urn("bad"),
          description: "A key must wait. It is gone otherwise.",
          message: 'Key "bad": days is not 30. Fix: set it.',
        },
      ],
    });
  });

  it("judges an exported stack by its state as well, which inputs that leave a property out keep", () => {
    const left = key("left", {}, { outputs: { days: 7 } });
    const withDefault = { ...keyWaits, judge: lateDays };
    const judgement = judged(exported([left]), { rules: [withDefault] });
    assert.deepEqual(
      judgement.findings.map(({ message }) => message),
      ['Key "left": days is not 30 (in the state of the stack, not in its inputs). Fix: set it.'],
    );
  });

  it("judges a trail by the selectors and the logging that its state has and its inputs do not", () => {
    const type = "aws:cloudtrail/trail:Trail";
    const outputs = {
      enableLogging: false,
      eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }],
    };
    const trail = { urn: urn("audit", type), type, inputs: { s3BucketName: "archive" }, outputs };
    const rules = [cloudtrailTrailLogsKmsEvents, cloudtrailTrailIsLogging];
    const { findings } = judged(exported([trail]), { rules });
    assert.deepEqual(
      findings.map(({ policy }) => policy),
      ["cloudtrail-trail-logs-kms-events", "cloudtrail-trail-is-logging"],
    );
  });

  it("says a violation once that both the inputs and the state of an export have", () => {
    const both = key("both", { days: 7 }, { outputs: { days: 7, arn: "arn" } });
    const exemptions = [{ resource: "both", reason: "Left in winter.", until: "2026-12-31" }];
    assert.deepEqual(messages(exported([both])), [
      'mandatory: Key "both": days is not 30. Fix: set it.',
    ]);
    assert.equal(
      messages(exported([both]), { config: { "kms-key-waits": { exemptions } } }).length,
      2,
    );
  });

  it("judges what the stack only reads by what was read", () => {
    const read = key("read", {}, { external: true, outputs: { days: 7 } });
    assert.deepEqual(messages(exported([read])), [
      'mandatory: Key "read": days is not 30. Fix: set it.',
    ]);
  });

  it("leaves out what waits for its deletion, and takes in what an interrupted run may have made", () => {
    const waiting = key("old", { days: 7 }, { delete: true });
    const pending = (type: string, name: string) => ({ type, resource: key(name, { days: 7 }) });
    const operations = [pending("creating", "new"), pending("deleting", "gone")];
    assert.deepEqual(messages(exported([waiting], operations)), [
      'mandatory: Key "new": days is not 30. Fix: set it.',
    ]);
  });

  it("says a violation once when an operation on the resource is pending", () => {
    const bad = key("bad", { days: 7 });
    const found = messages(exported([bad], [{ type: "updating", resource: bad }]));
    assert.deepEqual(found, ['mandatory: Key "bad": days is not 30. Fix: set it.']);
  });

  it("shows rules on relations the outputs of an export, without secrets", () => {
    const inputs = { days: secret, alias: "a" };
    judged(exported([key("main", inputs, { outputs: { ...inputs, arn: "arn" } })]));
    assert.deepEqual(
      seen.map(({ name, props }) => [name, props]),
      [["main", { days: SECRET, alias: "a", arn: "arn" }]],
    );
  });

  it("takes levels, settings and exemptions from the file that the engine takes", () => {
    const bad = exported([key("bad", { days: 7 })]);
    const exemptions = [{ resource: "bad", reason: "Leaves in spring.", until: "2027-03-31" }];
    assert.deepEqual(messages(bad, { config: { "kms-key-waits": { days: 7 } } }), []);
    assert.deepEqual(messages(bad, { config: { "kms-key-waits": { exemptions } } }), []);
    assert.deepEqual(messages(bad, { config: { "kms-key-waits": "advisory" } }), [
      'advisory: Key "bad": days is not 30. Fix: set it.',
    ]);
    assert.deepEqual(messages(bad, { config: { all: "disabled", "kms-key-waits": "remediate" } }), [
      'mandatory: Key "bad": days is not 30. Fix: set it.',
    ]);
    assert.deepEqual(judged(bad, { config: { all: "disabled" } }).policies, {
      mandatory: 0,
      advisory: 0,
      disabled: 2,
    });
  });
});
