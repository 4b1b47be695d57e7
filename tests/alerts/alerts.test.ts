import assert from "node:assert/strict";
import { recordDetections } from "../../detections/catalogue";
import type { CloudTrailRecord, RecordDetection, Severity } from "../../detections/detection";
import { kmsRecord, sampleKeyArn } from "../../detections/kmsRecord";
import { deliver } from "../../local/replay/cloudTrail";
import { freshPair, freshRecord } from "../../local/replay/fresh";
import { nearMisses } from "../../local/replay/recordIncidents";
import { forgetMetrics, publishEvent } from "../../local/replay/serviceEvents";
import type { Delivery } from "../../local/replay/onCall";
import type { Rehearsed } from "../../rehearse/rehearsed";
import { AlertStack, tally } from "./alertStack";
import { heldBy, rehearseOn } from "./rehearsal";

const REGIONS = ["us-west-2", "eu-west-1"];
const told = recordDetections.filter(({ telling }) => telling.by === "message");

/** A new act that the detection must find. */
function act(stack: AlertStack, { matching }: RecordDetection, index = 0): CloudTrailRecord {
  return freshRecord(matching[index % matching.length] ?? {}, stack.deployed);
}

const heardOf = ({ detection, severity, eventId }: Delivery) =>
  `${severity} ${detection} ${eventId ?? ""}`;
const mustHear = ({ id, severity }: RecordDetection, record: CloudTrailRecord) =>
  `${severity} ${id} ${String(record["eventID"])}`;

/** Long lists differ in few places. */
function assertSame(items: readonly string[], expected: readonly string[]): void {
  const [came, wanted] = [new Set(tally(items)), new Set(tally(expected))];
  const differences = {
    missing: [...wanted].filter((one) => !came.has(one)),
    besides: [...came].filter((one) => !wanted.has(one)),
  };
  assert.deepEqual(differences, { missing: [], besides: [] });
}

describe("alerts of a deployed stack", () => {
  let stack: AlertStack;

  /** A message to the topic of its severity. */
  const heard = (severity: Severity, id: string) =>
    `${id} -> ${stack.deployed.alertTopicArns[severity]}`;

  before(async () => {
    stack = await AlertStack.deploy({ regions: REGIONS });
  });
  afterEach(() => stack.restore());
  after(() => stack.stop());

  it("are rehearsed in the order of the input by `npm run rehearse`, which leaves no trace", async () => {
    const sample = (id: string) => {
      const { matching: [record = {}] = [] } = told.find((detection) => detection.id === id) ?? {};
      return freshRecord(record, stack.deployed);
    };
    const call = (eventName: string, awsRegion: string, eventID: string = eventName) => ({
      ...kmsRecord({
        eventName,
        awsRegion,
        readOnly: eventName === "Decrypt",
        keyArn: sampleKeyArn,
      }),
      eventID,
    });
    const [rotated] = told.find(({ id }) => id === "key-rotated")?.kmsEvent?.matching ?? [];
    const records = [
      call("DisableKey", stack.home, "first"),
      call("Decrypt", "us-west-2"),
      sample("trail-stopped"),
      call("DisableKey", stack.home, "first"),
      { ...rotated, region: "eu-west-1" },
      call("DisableKey", "ap-southeast-2", "second"),
    ];
    const lines = records.map((record) => JSON.stringify(record));
    await forgetMetrics();
    const before = await heldBy(stack);
    const { code, results, stderr } = await rehearseOn(stack, [...lines, "\u001b[31mred"]);
    assert.equal(code, 1);
    assert.ok(stderr.includes("records.jsonl, record 7: not JSON"), stderr);
    assert.ok(!stderr.includes("\u001b"), stderr);
    assert.deepEqual(results.map(inShort), [
      `1 DisableKey: key-disabled, cis-kms-key-changes; event bus, log group, alarm; ${heard("critical", "key-disabled")}`,
      "2 Decrypt: ; ; ",
      `3 StopLogging: trail-stopped, cis-trail-changes; event bus, log group, alarm; ${heard("critical", "trail-stopped")}`,
      "4 DisableKey: key-disabled, cis-kms-key-changes; event bus, log group, alarm; as 1",
      `5 KMS CMK Rotation: key-rotated; KMS event; ${heard("info", "key-rotated")}`,
      `6 DisableKey: key-disabled, cis-kms-key-changes; log group, alarm; ${heard("critical", "key-disabled")}`,
    ]);
    assert.deepEqual(
      results.map(({ index }) => index),
      [0, 1, 2, 3, 4, 5],
    );
    assert.match(results[0]?.messages[0]?.subject ?? "", /^CRITICAL: A KMS key was disabled \(/);
    assert.deepEqual(await heldBy(stack), before);
    assert.deepEqual(await stack.heard(), []);
  });

  it("tell of each record of each detection once, with its event id, and of no near miss", async () => {
    const expected: string[] = [];
    const records: CloudTrailRecord[] = [];
    for (const detection of told) {
      for (const sample of detection.matching) {
        const record = freshRecord(sample, stack.deployed);
        records.push(record);
        expected.push(mustHear(detection, record));
      }
    }
    await stack.deliver([...records, ...nearMisses(stack.deployed)]);
    const heard = await stack.heard();
    assert.ok(
      told.every(({ matching, notMatching }) => matching.length >= 3 && notMatching.length >= 3),
    );
    // An alarm on a number, and no other: no fallback speaks, and nothing of the formatter's failure.
    assertSame(heard.map(heardOf), [...expected, "warning root-used-kms "]);
  });

  it("tell once of a KMS call in each watched region and in one that is not watched", async () => {
    const [sample] = told.filter(({ id }) => id === "key-disabled");
    assert.ok(sample);
    const expected: string[] = [];
    for (const region of [stack.home, ...REGIONS, "ap-southeast-2"]) {
      const keyArn = sampleKeyArn.replace("us-west-2", region);
      const call = { eventName: "DisableKey", readOnly: false, keyArn };
      const record = freshRecord(kmsRecord(call), stack.deployed);
      await deliver([record], stack.home);
      expected.push(mustHear(sample, record));
    }
    assert.deepEqual(tally((await stack.heard()).map(heardOf)), tally(expected));
  });

  it("tell once of what KMS does by itself, be it sent twice and recorded besides", async () => {
    const [deleted] = told.filter(({ id }) => id === "key-deleted");
    const [event] = deleted?.kmsEvent?.matching ?? [];
    const [sample] = deleted?.matching ?? [];
    assert.ok(event && sample);
    for (const region of [stack.home, ...REGIONS]) {
      const inRegion = JSON.parse(JSON.stringify([event, sample]).replaceAll("us-west-2", region));
      const [kmsEvent, record] = freshPair(inRegion[0], inRegion[1], stack.deployed);
      await publishEvent(kmsEvent);
      await publishEvent({ ...kmsEvent, id: `${kmsEvent.id}-again` });
      await deliver([record], stack.home);
    }
    const heard = await stack.heard();
    assert.deepEqual(tally(heard.map(({ detection, channel }) => `${detection} by ${channel}`)), [
      "3 key-deleted by message, SNS critical",
    ]);
  });

  it("tell of 60 acts among 1,000 mixed records over two regions, of each exactly once", async () => {
    const acts = Array.from({ length: 60 }, (_, index) => told[index % told.length]).filter(
      (detection) => detection !== undefined,
    );
    const expected: string[] = [];
    const records: CloudTrailRecord[] = Array.from({ length: 940 }, (_, index) =>
      freshRecord(ordinary(index), stack.deployed),
    );
    acts.forEach((detection, index) => {
      const record = act(stack, detection, index);
      expected.push(mustHear(detection, record));
      records.splice(index * 16, 0, record);
    });
    assert.equal(records.length, 1000);
    const started = performance.now();
    await deliver(records, stack.home);
    const heard = await stack.heard();
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const megabytes = (process.memoryUsage().rss / 2 ** 20).toFixed(0);
    console.log(`      1,000 records: ${seconds} s; ${megabytes} MB`);
    // Root makes some of the calls: an alarm on a number. No fallback speaks, and nothing of the formatter's failure.
    assert.deepEqual(tally(heard.map(heardOf)), tally([...expected, "warning root-used-kms "]));
  });
});

function inShort({ record, eventName, detections, channels, ...rest }: Rehearsed): string {
  const messages = rest.messages.map(({ detection, topicArn }) => `${detection} -> ${topicArn}`);
  const repeated = rest.repeated.map((one) => `as ${one.record}`);
  const found = [detections, channels, [...messages, ...repeated]].map((all) => all.join(", "));
  return `${record} ${eventName}: ${found.join("; ")}`;
}

/** What happens all day in two regions. */
function ordinary(index: number): CloudTrailRecord {
  const eventName = ["Encrypt", "Decrypt", "GenerateDataKey", "DescribeKey"][index % 4] ?? "";
  const region = index % 2 === 0 ? "us-east-1" : "us-west-2";
  const keyArn = sampleKeyArn.replace("us-west-2", region);
  return kmsRecord({ eventName, readOnly: true, keyArn });
}
