import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { openJudgedStack, type JudgedStack } from "../tests/judgedStack";
import { readStatements } from "./statement";

// What the real engine makes of the pack's settings, and of values that it does not know or keeps secret.

const LOGS_KMS = "cloudtrail-trail-logs-kms-events";

const bucket = { type: "aws:s3/bucket:Bucket", name: "other", props: {} };
const trail = (props: object) => ({
  type: "aws:cloudtrail/trail:Trail",
  name: "audit",
  props: {
    s3BucketName: "archive",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    ...props,
  },
});
const excluding = (value: unknown) =>
  trail({ eventSelectors: [{ excludeManagementEventSources: [value] }] });
const reason = "Leaves in spring.";
const inThirtyDays = (): string =>
  new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, "2027-01-31".length);

describe("the policy pack in the real engine", function () {
  let stack: JudgedStack;
  before(async () => {
    stack = await openJudgedStack();
  });
  after(() => stack.delete());

  async function preview(config?: object) {
    const file = path.join(stack.folder, "config.json");
    if (config !== undefined) writeFileSync(file, JSON.stringify(config));
    const pack = ["--policy-pack", stack.packIn(__dirname)];
    const settings = config === undefined ? [] : ["--policy-pack-config", file];
    const { code, stdout, stderr } = await stack.pulumi(["preview", ...pack, ...settings]);
    return { isStopped: code !== 0, text: stdout + stderr };
  }

  it("stops a trail whose selector is secret, and repeats nothing of it", async () => {
    stack.declare([excluding({ $secret: "kms-of-mine.amazonaws.com" })]);
    const { isStopped, text } = await preview();
    assert.ok(isStopped);
    assert.match(text, new RegExp(`\\[mandatory\\] {2}${LOGS_KMS}`));
    assert.ok(text.includes("eventSelectors[0].excludeManagementEventSources[0]"), text);
    assert.ok(!text.includes("kms-of-mine"));
  });

  it("stops a trail whose selector is not known yet", async () => {
    stack.declare([bucket, excluding({ $idOf: "other" })]);
    const { isStopped, text } = await preview();
    assert.ok(isStopped);
    assert.match(text, new RegExp(`\\[mandatory\\] {2}${LOGS_KMS}`));
    assert.ok(!text.includes("can't run policy"));
  });

  it("lets an exempt trail pass until its day, and holds it against the trail after that", async () => {
    stack.declare([excluding("kms.amazonaws.com")]);
    const exempt = (until: string) =>
      preview({
        [LOGS_KMS]: { exemptions: [{ urn: "urn:pulumi:judged::given::*::audit", reason, until }] },
      });
    const during = await exempt(inThirtyDays());
    assert.ok(!during.isStopped, during.text);
    const weaker = readStatements(during.text).map(({ weakened }) => weakened);
    assert.deepEqual(weaker, [[LOGS_KMS]]);
    const after = await exempt("2020-01-31");
    assert.ok(after.isStopped);
    assert.ok(after.text.includes('Trail "audit" has an exemption from this policy that ended'));
  });

  it("judges nothing with settings for a policy or a setting that does not exist", async () => {
    stack.declare([]);
    const { isStopped, text } = await preview({
      "cloudtrail-trail-logs-kms": "disabled",
      [LOGS_KMS]: { exemption: [] },
    });
    assert.ok(isStopped);
    assert.ok(text.includes('There is no policy "cloudtrail-trail-logs-kms" in this pack.'), text);
    assert.ok(text.includes('Unrecognized key: "exemption"'), text);
  });
});
