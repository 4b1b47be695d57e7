import assert from "node:assert/strict";
import { alarmNamePrefix } from "../components/alarm";
import { alice, sessionOf } from "../detections/callers";
import { recordDetections } from "../detections/catalogue";
import { kmsRecord, kmsServiceRecord, sampleKeyArn } from "../detections/kmsRecord";
import type { DeployedRule, DeployedStack } from "./deployedStack";
import type { Entry } from "./entries";
import { itemIn } from "./item";
import { rehearse, type Outcome } from "./rehearse";
import type { Rehearsed } from "./rehearsed";
import {
  alertTopicArns,
  expiryAlarms,
  functionArn,
  HOME,
  OTHER,
  sampleStack,
  streamArn,
  watchdogTopicArn,
} from "./sampleStack";

async function outcomes(values: readonly unknown[], stack = sampleStack): Promise<Outcome[]> {
  async function* entries(): AsyncGenerator<Entry> {
    for (const [index, value] of values.entries()) {
      const item = itemIn(value);
      const place = { file: "f", record: index + 1 };
      yield await Promise.resolve(
        typeof item === "string" ? { ...place, problem: item } : { ...place, item },
      );
    }
  }
  const found: Outcome[] = [];
  for await (const some of rehearse(stack, entries())) found.push(...some);
  return found;
}

async function rehearsed(values: readonly unknown[], stack?: DeployedStack): Promise<Rehearsed[]> {
  return (await outcomes(values, stack)).flatMap((one) => ("problem" in one ? [] : [one]));
}

const keyArn = sampleKeyArn.replace("us-west-2", HOME);
const call = (eventName: string, special: object = {}) => ({
  ...kmsRecord({ eventName, keyArn, readOnly: false }),
  ...special,
});
const disable = (special: object = {}) => call("DisableKey", special);
const { detection, severity } = expiryAlarms;
// Here, where the sample stack has its names from, too: other tests may change the project.
const alarmName = `${alarmNamePrefix(detection, severity)}a"b`;
const criticalAlarm = alarmNamePrefix(detection, "critical");
const wentOff = (region: string, state: object = {}, name = alarmName) => ({
  "detail-type": "CloudWatch Alarm State Change",
  source: "aws.cloudwatch",
  region,
  resources: [keyArn],
  detail: { alarmName: name, state: { value: "ALARM", ...state } },
});
/** Who hears by what: severity, and subject or alarm. */
const heard = ({ messages }: Rehearsed) =>
  messages.map(({ severity, subject }) => `${severity}: ${subject}`);

describe("rehearsing records", () => {
  it("shows the message of a critical act, the ways it came and what machines get", async () => {
    const [one] = await rehearsed([disable({ eventID: "e-1" })]);
    assert.ok(one !== undefined);
    const { messages, ...rest } = one;
    assert.deepEqual(rest, {
      file: "f",
      record: 1,
      eventName: "DisableKey",
      eventId: "e-1",
      time: "2022-07-14T20:17:42Z",
      region: HOME,
      detections: ["key-disabled", "cis-kms-key-changes"],
      channels: ["event bus", "log group", "alarm"],
      repeated: [],
      targets: [streamArn],
      notes: ["info-cis-kms-key-changes notifies controls"],
    });
    const [message, ...others] = messages;
    assert.deepEqual(others, []);
    assert.equal(message?.topicArn, alertTopicArns.critical);
    assert.match(message?.subject ?? "", /^CRITICAL: .*\(111122223333, us-east-1\)$/);
    assert.match(message?.text ?? "", /Who: IAM user Alice/);
    assert.deepEqual(
      [message?.detection, message?.severity, message?.operation, message?.keyArn],
      ["key-disabled", "critical", "DisableKey", keyArn],
    );
  });

  it("tells an act once, and says of which record the message was", async () => {
    const shared = { eventID: "e-2", sharedEventID: "shared" };
    const results = await rehearsed([
      disable(shared),
      call("ListKeys", { readOnly: true }),
      disable({ ...shared, eventID: "e-3" }),
    ]);
    assert.deepEqual(
      results.map(({ messages }) => messages.length),
      [1, 0, 0],
    );
    assert.deepEqual(results[2]?.repeated, [{ detection: "key-disabled", file: "f", record: 1 }]);
    assert.ok(results[2]?.detections.includes("key-disabled"));
    assert.deepEqual(results[2]?.targets, []);
  });

  it("tells an act of KMS itself once, by event and by record, and again an hour later", async () => {
    const rotated = kmsServiceRecord("RotateKey", keyArn);
    const rotation = (time: string) => ({
      id: time,
      "detail-type": "KMS CMK Rotation",
      source: "aws.kms",
      region: HOME,
      account: "111122223333",
      time,
      resources: [keyArn],
      detail: {},
    });
    const results = await rehearsed([
      rotation("2022-07-14T20:17:00Z"),
      rotated,
      rotation("2022-07-14T21:17:00Z"),
    ]);
    assert.deepEqual(
      results.map(({ messages }) => messages.map(({ detection }) => detection)),
      [["key-rotated"], [], ["key-rotated"]],
    );
    assert.deepEqual(
      results.map(({ channels }) => channels),
      [["KMS event"], ["event bus", "log group"], ["KMS event"]],
    );
    assert.deepEqual(results[1]?.repeated, [{ detection: "key-rotated", file: "f", record: 1 }]);
  });

  it("follows an event of CloudTrail as the record in it", async () => {
    const detail = disable();
    const given = {
      "detail-type": "AWS API Call via CloudTrail",
      source: "aws.kms",
      region: HOME,
      detail,
    };
    const [byEvent, byRecord] = await rehearsed([given, detail]);
    assert.deepEqual(byEvent?.channels, ["event bus", "log group", "alarm"]);
    assert.deepEqual(byRecord?.repeated, [{ detection: "key-disabled", file: "f", record: 1 }]);
  });

  it("finds by rule and log group a read-only call that few are like", async () => {
    const used = call("Decrypt", {
      readOnly: true,
      errorCode: "KMSInvalidStateException",
      errorMessage: `${keyArn} is pending deletion.`,
    });
    const [one] = await rehearsed([used]);
    assert.deepEqual(one?.detections, ["key-pending-deletion-used"]);
    assert.deepEqual(one?.channels, ["event bus", "log group", "alarm"]);
  });

  it("tells nobody of what no detection looks for", async () => {
    const [other] = await rehearsed([call("CreateAlias")]);
    assert.deepEqual(
      [other?.detections, other?.channels, other?.messages, other?.targets, other?.notes],
      [[], [], [], [], []],
    );
  });

  it("counts where only many are told, and tells with the one that makes enough", async () => {
    const denied = Array.from({ length: 11 }, (_, index) =>
      call("Decrypt", {
        readOnly: true,
        eventID: String(index),
        errorCode: "AccessDenied",
        userIdentity: index % 2 ? alice() : sessionOf("app"),
      }),
    );
    const results = await rehearsed(denied);
    assert.deepEqual(
      results.map(({ messages }) => messages.length),
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    );
    assert.deepEqual(results[8]?.notes, ["warning-kms-calls-denied: 9 of 10 in 300 s"]);
    assert.deepEqual(results[10]?.notes, ["warning-kms-calls-denied is in ALARM since record 10"]);
    assert.deepEqual(results[9]?.messages, [
      {
        detection: "kms-calls-denied",
        severity: "warning",
        topicArn: alertTopicArns.warning,
        subject: 'ALARM: "warning-kms-calls-denied" in us-east-1',
        text: "Many KMS calls were denied",
        alarmName: "warning-kms-calls-denied",
      },
    ]);
  });

  it("lets the alarm speak where no formatter does", async () => {
    const [one] = await rehearsed([disable()], { ...sampleStack, formatter: undefined });
    assert.deepEqual(one && heard(one), ['critical: ALARM: "critical-key-disabled" in us-east-1']);
    assert.deepEqual([one?.channels, one?.targets], [["alarm"], []]);
  });

  it("says why the formatter fails", async () => {
    const rules = sampleStack.rules.map((rule) =>
      rule.name === "expiry" ? { ...rule, targets: [{ arn: functionArn }] } : rule,
    );
    const [one] = await rehearsed([wentOff(OTHER)], { ...sampleStack, rules });
    assert.deepEqual(one?.notes, [
      "the formatter fails: The formatter does not know this kind of event.",
    ]);
  });

  it("shows what a rule of the hub words for an alarm of another region", async () => {
    const [one] = await rehearsed([wentOff(OTHER)]);
    assert.deepEqual(one?.messages, [
      {
        detection: "key-material-expires",
        severity: "warning",
        topicArn: alertTopicArns.warning,
        subject: "AWS Notification Message",
        text: `{"detection": "key-material-expires", "alarm": ${JSON.stringify(alarmName)}, "key": "${keyArn}", "none": ""}`,
      },
    ]);
    assert.deepEqual(one?.channels, ["event bus"]);
    assert.deepEqual(one?.targets, []);
  });

  it("leaves to an alarm of the home region what it does, and one that is suppressed silent", async () => {
    const suppressed = { actionsSuppressedBy: "Alarm" };
    const results = await rehearsed([wentOff(HOME), wentOff(OTHER, suppressed)]);
    assert.deepEqual(
      results.map(({ messages, targets, notes }) => [messages, targets, notes]),
      [
        [[], [], ["an alarm of the home region notifies its topic by itself"]],
        [[], [], []],
      ],
    );
  });

  it("shows to machines the alarms of severities that they want", async () => {
    const [one] = await rehearsed([wentOff(OTHER, {}, criticalAlarm)]);
    assert.deepEqual([one?.messages, one?.targets], [[], [streamArn]]);
  });

  it("shows what the watchdog says beside of what the formatter tells", async () => {
    const deletion = {
      ...call("DeleteTopic", { requestParameters: { topicArn: alertTopicArns.critical } }),
      eventSource: "sns.amazonaws.com",
      userIdentity: alice(),
    };
    const watchdog: DeployedRule = {
      ...{ name: "watchdog", region: HOME, busName: "default", state: "ENABLED" },
      eventPattern: JSON.stringify({ detail: { eventName: ["DeleteTopic"] } }),
      targets: [
        {
          arn: watchdogTopicArn,
          inputPaths: { operation: "$.detail.eventName", error: "$.detail.errorCode" },
          inputTemplate: '"\\"<operation>\\" of <other>. Error: <error>."',
        },
      ],
    };
    const rules = [...sampleStack.rules, watchdog];
    const [one] = await rehearsed([deletion], { ...sampleStack, rules });
    const message = one?.messages.find(({ topicArn }) => topicArn === watchdogTopicArn);
    assert.deepEqual(message, {
      detection: "watchdog",
      severity: "critical",
      topicArn: watchdogTopicArn,
      subject: "AWS Notification Message",
      text: '"\\"DeleteTopic\\" of <other>. Error: ."',
    });
    assert.ok(one?.channels.includes("watchdog"));
    assert.deepEqual([one?.detections, one?.targets], [[], []]);
  });

  const lost: readonly (readonly [
    string,
    object,
    Partial<DeployedStack>,
    readonly string[],
    readonly string[],
  ])[] = [
    [
      "a region that is not watched, by the log group only",
      disable({ awsRegion: "us-west-2" }),
      {},
      ["log group", "alarm"],
      ["region us-west-2 not watched"],
    ],
    ["no trail", disable(), { trails: [] }, [], ["not logged by any trail"]],
    [
      "a trail to another log group, by the bus only",
      disable(),
      { logGroupName: "another" },
      ["event bus"],
      ["not logged by the stack's trail"],
    ],
    [
      "a trail without KMS",
      disable(),
      {
        trails: sampleStack.trails.map((trail) => ({
          ...trail,
          selectors: { EventSelectors: [{ ExcludeManagementEventSources: ["kms.amazonaws.com"] }] },
        })),
      },
      [],
      ["not logged by any trail"],
    ],
    [
      "a trail of another region only",
      disable(),
      {
        trails: sampleStack.trails.map((trail) => ({
          ...trail,
          isMultiRegion: false,
          homeRegion: OTHER,
        })),
      },
      [],
      ["not logged by any trail"],
    ],
    [
      "an account that the stack does not know, as if it were the stack's",
      disable({ recipientAccountId: "444455556666" }),
      {},
      ["event bus", "log group", "alarm"],
      ["of another account, shown as if it were of the stack's"],
    ],
    [
      "an account of the organization, by the log group only",
      disable({ recipientAccountId: "444455556666" }),
      {
        trails: sampleStack.trails.map((trail) => ({
          ...trail,
          logFiles: { ...trail.logFiles, organizationId: "o-1" },
        })),
      },
      ["log group", "alarm"],
      ["of another account, whose own event bus gets the event"],
    ],
    [
      "disabled rules, by the log group only",
      disable(),
      { rules: sampleStack.rules.map((rule) => ({ ...rule, state: "DISABLED" })) },
      ["log group", "alarm"],
      [],
    ],
    [
      "no subscription and read-only, by the alarm only",
      call("DisableKey", { readOnly: true }),
      {
        subscriptionPatterns: [],
        rules: sampleStack.rules.map((rule) => ({ ...rule, state: "ENABLED" })),
      },
      ["alarm"],
      [],
    ],
  ];
  for (const [what, record, special, channels, notes] of lost) {
    it(`follows the record with ${what}`, async () => {
      const [one] = await rehearsed([record], { ...sampleStack, ...special });
      assert.deepEqual(one?.channels, channels);
      assert.deepEqual(
        one?.notes.filter((note) => !note.includes("notifies")),
        notes,
      );
    });
  }

  it("finds in every sample of the catalogue what the catalogue says", async () => {
    const samples = recordDetections.flatMap((detection) =>
      detection.matching.map((record) => ({ detection, record })),
    );
    const results = await rehearsed(samples.map(({ record }) => record));
    const missed = samples.filter(
      ({ detection }, index) => !results[index]?.detections.includes(detection.id),
    );
    assert.deepEqual(
      missed.map(({ detection }) => detection.id),
      [],
    );
    assert.equal(results.length, samples.length);
  });

  it("finds in no near miss what it nearly is", async () => {
    const misses = recordDetections.flatMap(({ id, notMatching }) =>
      notMatching.map((record) => ({ id, record })),
    );
    const results = await rehearsed(misses.map(({ record }) => record));
    const found = misses.filter(({ id }, index) => results[index]?.detections.includes(id));
    assert.deepEqual(
      found.map(({ id }) => id),
      [],
    );
  });

  it("asks AWS no more for many records than for some", async () => {
    const calls = async (count: number): Promise<number> => {
      let asked = 0;
      const values = Array.from({ length: count }, (_, index) =>
        call(index % 3 ? "DisableKey" : `Call${index}`, {
          eventID: String(index),
          sourceIPAddress: `10.0.0.${index}`,
          ...(index % 2
            ? { errorCode: `E${index}`, errorMessage: `No ${index}: refused ${index}` }
            : {}),
        }),
      );
      await outcomes(values, {
        ...sampleStack,
        testEventPattern: (...all) => {
          asked += 1;
          return sampleStack.testEventPattern(...all);
        },
        testFilterPattern: (...all) => {
          asked += 1;
          return sampleStack.testFilterPattern(...all);
        },
      });
      return asked;
    };
    assert.equal(await calls(3000), await calls(300));
  });

  it("says what could not be read without anything that steers a terminal", async () => {
    assert.deepEqual(await outcomes([{ eventSource: "\u001b[2J" }]), [
      { problem: "eventName: expected string, received undefined" },
    ]);
    async function* entries(): AsyncGenerator<Entry> {
      yield await Promise.resolve({ file: "f", problem: "\u001b]0;f\u0007.json: \u202eno record" });
    }
    for await (const [outcome] of rehearse(sampleStack, entries())) {
      assert.deepEqual(outcome, { problem: "]0;f .json: no record" });
    }
  });

  it("keeps the order of the input, with what could not be read in its place", async () => {
    const values = Array.from({ length: 1203 }, (_, index) =>
      index === 700 ? {} : call("CreateAlias", { eventID: String(index) }),
    );
    const all = await outcomes(values);
    assert.deepEqual(
      all.map((one) => ("problem" in one ? "problem" : one.eventId)),
      values.map((_, index) => (index === 700 ? "problem" : String(index))),
    );
  });
});
