import assert from "node:assert/strict";
import { catalogue } from "../../policies/catalogue";
import { readStatements } from "../../policies/statement";
import { type ProgramRuns, startProgramRuns } from "./programRuns";

// What the real engine makes of the pack's settings and levels, and of values that it does not know or keeps secret.

const LOGS_KMS = "cloudtrail-trail-logs-kms-events";
const TRAIL = "urn:pulumi:programs::catalogue::aws:cloudtrail/trail:Trail::audit";
const KEY = "urn:pulumi:programs::catalogue::aws:kms/key:Key::orders";
const UP = ["up", "--yes", "--skip-preview"];

const reason = "Leaves in spring.";
const inThirtyDays = (): string =>
  new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, "2027-01-31".length);

describe("the policy pack in the real engine", function () {
  let runs: ProgramRuns;
  before(async () => {
    runs = await startProgramRuns(1);
  });
  after(() => runs.stop());

  async function judged(program: string, args: readonly string[], config: object = {}) {
    const before = runs.packWrote().length;
    const done = await runs.run({ programs: [program], args, config });
    const [statement] = readStatements(runs.packWrote().slice(before));
    return { ...done, isStopped: done.code !== 0, statement };
  }

  it("stops a trail whose selector is secret, and repeats nothing of it", async () => {
    const { isStopped, refusals, output } = await judged("settings/secretSource", ["preview"]);
    assert.ok(isStopped);
    assert.deepEqual(refusals, [{ urn: TRAIL, policy: LOGS_KMS }]);
    assert.ok(output.includes("eventSelectors[0].excludeManagementEventSources[0]"), output);
    assert.ok(!output.includes("kms-of-mine"));
  });

  it("stops a trail whose selector is not known yet", async () => {
    const program = `blinding/${LOGS_KMS}/sourceFromAParameter`;
    const { isStopped, refusals, output } = await judged(program, ["preview"]);
    assert.ok(isStopped);
    assert.deepEqual(refusals, [{ urn: TRAIL, policy: LOGS_KMS }]);
    assert.ok(!output.includes("can't run policy"));
  });

  it("lets an exempt trail pass until its day, and holds it against the trail after that", async () => {
    const exempt = (until: string) =>
      judged("settings/blindTrail", ["preview"], {
        [LOGS_KMS]: {
          exemptions: [{ urn: "urn:pulumi:programs::catalogue::*::audit", reason, until }],
        },
      });
    const during = await exempt(inThirtyDays());
    assert.ok(!during.isStopped, during.output);
    assert.deepEqual(during.statement?.weakened, [LOGS_KMS]);
    const after = await exempt("2020-01-31");
    assert.ok(after.isStopped);
    assert.ok(after.output.includes('Trail "audit" has an exemption from this policy that ended'));
  });

  it("judges nothing with settings for a policy or a setting that does not exist", async () => {
    const { isStopped, output, written } = await judged("settings/blindTrail", UP, {
      "cloudtrail-trail-logs-kms": "disabled",
      [LOGS_KMS]: { exemption: [] },
    });
    assert.ok(isStopped);
    assert.ok(output.includes('There is no policy "cloudtrail-trail-logs-kms" in this pack.'));
    assert.ok(output.includes('Unrecognized key: "exemption"'), output);
    assert.deepEqual(written, []);
  });

  it("lists every fault of a configuration at once, in words of its own", async () => {
    const { isStopped, output, written } = await judged("settings/blindTrail", UP, {
      all: { enforcementLevel: "mandatory", exemptions: [] },
      "cloudtrail-trail-logs-kms": "disabled",
      "iam-policy-no-trail-tampering": { groups: [] },
      "imported-key-material-has-expiry-alarm": { minimumNoticeDays: "7" },
      [LOGS_KMS]: {
        exemptions: [
          { resource: "audit", until: "31.01.2027" },
          { urn: "u*::*a*::*a*", reason, until: inThirtyDays() },
        ],
      },
    });
    assert.ok(isStopped);
    assert.deepEqual(written, []);
    const faults = [
      '"all" takes a level and nothing else. Move "exemptions" to each policy that it is meant for.',
      'There is no policy "cloudtrail-trail-logs-kms" in this pack.',
      'The settings of policy "iam-policy-no-trail-tampering" are wrong:',
      "at groups",
      'The settings of policy "imported-key-material-has-expiry-alarm" are wrong:',
      "✖ Invalid input: expected number, received string",
      `The settings of policy "${LOGS_KMS}" are wrong:`,
      "✖ needs a text: why the resource may break the rule",
      "✖ is not a date such as 2027-01-31",
      "✖ names too much: at least 3 of the parts",
    ];
    assert.deepEqual(
      faults.filter((fault) => !output.includes(fault)),
      [],
      output,
    );
  });

  it("judges nothing where the engine itself does not understand a configuration, as the README says", async () => {
    for (const name of ["all", "no-such-policy"]) {
      const { isStopped, output, written } = await judged("settings/blindTrail", UP, {
        [name]: { exemptions: [] },
      });
      assert.ok(isStopped);
      assert.ok(output.includes('invalid enforcement level ""'), output);
      assert.deepEqual(written, []);
    }
  });

  it("stops an unprotected key where that is mandatory, and an exemption allows its replacement", async () => {
    const policy = "kms-key-is-protected";
    const strict = await judged("settings/unprotectedKey", ["preview"], { [policy]: "mandatory" });
    assert.deepEqual([strict.isStopped, strict.refusals], [true, [{ urn: KEY, policy }]]);
    const exemptions = [{ resource: "orders", reason, until: inThirtyDays() }];
    const allowed = await judged("settings/unprotectedKey", UP, {
      [policy]: { enforcementLevel: "mandatory", exemptions },
    });
    assert.deepEqual([allowed.code, allowed.refusals], [0, []]);
    assert.deepEqual(
      allowed.written.map(({ urn }) => urn),
      [KEY],
    );
  });

  it("mends the selectors of a trail before it is made where a team sets the level remediate", async () => {
    const { code, output, refusals, written } = await judged("settings/blindTrail", UP, {
      [LOGS_KMS]: "remediate",
    });
    assert.equal(code, 0, output);
    assert.deepEqual(refusals, []);
    assert.deepEqual(written, [
      {
        urn: TRAIL,
        inputs: {
          s3BucketName: "acme-audit-logs",
          isMultiRegionTrail: true,
          enableLogFileValidation: true,
          eventSelectors: [
            {
              readWriteType: "All",
              includeManagementEvents: true,
              excludeManagementEventSources: ["rdsdata.amazonaws.com"],
              dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::orders/"] }],
            },
          ],
        },
      },
    ]);
  });

  it("is as strict as the level that a team sets for all policies, and says so", async () => {
    const mandatory = catalogue.filter(({ level }) => level === "mandatory");
    const weak = await judged("settings/blindTrail", ["preview"], { all: "advisory" });
    assert.deepEqual([weak.code, weak.refusals], [0, []]);
    assert.ok(weak.output.includes(`[advisory]  ${LOGS_KMS}`), weak.output);
    assert.deepEqual(
      weak.statement?.weakened,
      mandatory.map(({ name }) => name),
    );
    const usual = await judged("settings/keyForAWeek", ["preview"]);
    assert.deepEqual([usual.code, usual.statement?.mandatory], [0, mandatory.length]);
    const strict = await judged("settings/keyForAWeek", ["preview"], { all: "mandatory" });
    assert.ok(strict.isStopped);
    assert.deepEqual(strict.refusals, [{ urn: KEY, policy: "kms-key-deletion-window" }]);
    assert.equal(strict.statement?.mandatory, catalogue.length);
  });
});
