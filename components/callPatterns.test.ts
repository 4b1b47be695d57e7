import assert from "node:assert/strict";
import { recordDetections } from "../detections/catalogue";
import type { Calls, CloudTrailRecord, RecordDetection } from "../detections/detection";
import { callPatterns, kmsEventTypes } from "./callPatterns";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const MOST_CHARACTERS = 2048;

type Pattern = Readonly<Record<string, unknown>>;

/** Whether an event matches a pattern of exact values, prefixes, suffixes, nested fields and `$or`; another operator is an error. */
function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === "$or") return (wanted as Pattern[]).some((one) => matches(one, event));
    const value = (event as Pattern | undefined)?.[key];
    if (!Array.isArray(wanted)) return matches(wanted as Pattern, value);
    return wanted.some((one) => (typeof one === "string" ? one === value : isLike(one, value)));
  });
}

function isLike(operator: object, value: unknown): boolean {
  const [[name, text] = ["", ""], ...others] = Object.entries<string>({ ...operator });
  assert.deepEqual(others, []);
  if (name === "prefix") return String(value).startsWith(text);
  assert.equal(name, "suffix", "an operator that this test does not know");
  return String(value).endsWith(text);
}

/** As EventBridge delivers a record to a rule in its usual state, or in the one that read-only calls need. */
function letsThrough(detections: readonly RecordDetection[], detail: CloudTrailRecord): boolean {
  const isService = detail["eventType"] === "AwsServiceEvent";
  const detailType = `AWS ${isService ? "Service Event" : "API Call"} via CloudTrail`;
  return callPatterns(detections)
    .filter(({ withReadOnly }) => withReadOnly || detail["readOnly"] !== true)
    .some(({ eventPattern }) => {
      return matches(JSON.parse(eventPattern), {
        source: "aws.kms",
        "detail-type": detailType,
        detail,
      });
    });
}

function detection(calls: Partial<Calls>, rest: Partial<RecordDetection> = {}): RecordDetection {
  return {
    id: "key-tested",
    title: "A key was tested",
    severity: "info",
    why: "Tests need it.",
    runbook: "read the test.",
    calls: { eventSources: ["kms.amazonaws.com"], eventNames: [], outcome: "any", ...calls },
    telling: { by: "message" },
    matching: [],
    notMatching: [],
    ...rest,
  };
}

const types = ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"];

function patternsOf(detections: readonly RecordDetection[]) {
  return callPatterns(detections).map(({ eventPattern, ...rest }) => {
    return { ...rest, eventPattern: JSON.parse(eventPattern) };
  });
}

describe("callPatterns", () => {
  it("are short enough for EventBridge, and few", () => {
    const patterns = callPatterns(recordDetections);
    for (const { name, eventPattern } of patterns) {
      assert.ok(eventPattern.length <= MOST_CHARACTERS, `${name}: ${eventPattern.length}`);
    }
    const names = patterns.map(({ name }) => name);
    const known = ["kms-calls", "alert-calls", "other-calls", "reads"];
    assert.deepEqual(
      names,
      known.filter((name) => names.includes(name)),
    );
    assert.equal(names[0], "kms-calls");
  });

  const forwarded = recordDetections.filter(
    ({ telling, calls }) =>
      telling.by === "message" && (calls.readOnly !== true || calls.forwardedIf !== undefined),
  );
  for (const { id, matching } of forwarded) {
    it(`let each record of ${id} through`, () => {
      assert.deepEqual(
        matching.filter((record) => !letsThrough(recordDetections, record)),
        [],
      );
    });
  }

  it("join the calls of KMS, those of what alerts need, and all others", () => {
    const ofSource = (eventSource: string, ...eventNames: readonly string[]) =>
      detection({ eventSources: [`${eventSource}.amazonaws.com`], eventNames });
    const detections = [
      ofSource("kms", "EnableKey", "DisableKey"),
      ofSource("kms", "DisableKey"),
      ofSource("sns", "Unsubscribe"),
      ofSource("iam", "DeleteRole"),
      ofSource("logs", "DeleteLogGroup"),
      // What is in no single group is in the last.
      detection({
        eventSources: ["logs.amazonaws.com", "s3.amazonaws.com"],
        eventNames: ["TagResource"],
      }),
    ];
    const pattern = (
      name: string,
      eventSource: readonly string[],
      eventName: readonly string[],
    ) => {
      const eventPattern = {
        source: [{ prefix: "aws." }],
        "detail-type": types,
        detail: { eventSource, eventName },
      };
      return { name, withReadOnly: false, eventPattern };
    };
    assert.deepEqual(patternsOf(detections), [
      pattern("kms-calls", ["kms.amazonaws.com"], ["DisableKey", "EnableKey"]),
      pattern(
        "alert-calls",
        ["logs.amazonaws.com", "sns.amazonaws.com"],
        ["DeleteLogGroup", "Unsubscribe"],
      ),
      pattern(
        "other-calls",
        ["iam.amazonaws.com", "logs.amazonaws.com", "s3.amazonaws.com"],
        ["DeleteRole", "TagResource"],
      ),
    ]);
  });

  it("let read-only calls through only where something else tells them apart", () => {
    const byRoot = { userIdentity: { type: ["Root"] } };
    const ofList = { eventNames: ["ListKeys"], forwardedIf: { errorCode: ["AccessDenied"] } };
    const reads = { readOnly: true } as const;
    const one = detection({ ...reads, forwardedIf: byRoot });
    assert.deepEqual(patternsOf([detection(reads), one]), [
      {
        name: "reads",
        withReadOnly: true,
        eventPattern: {
          source: [{ prefix: "aws." }],
          "detail-type": types,
          detail: { eventSource: ["kms.amazonaws.com"], ...byRoot },
        },
      },
    ]);
    assert.deepEqual(patternsOf([one, detection({ ...reads, ...ofList })])[0]?.eventPattern, {
      source: [{ prefix: "aws." }],
      "detail-type": types,
      detail: {
        $or: [
          { eventSource: ["kms.amazonaws.com"], ...byRoot },
          {
            eventSource: ["kms.amazonaws.com"],
            eventName: ["ListKeys"],
            errorCode: ["AccessDenied"],
          },
        ],
      },
    });
  });

  it("leave out what no message tells of", () => {
    const eventNames = ["DisableKey"];
    const count = { by: "count", threshold: 1, periodSeconds: 60 } as const;
    assert.deepEqual(
      callPatterns([
        detection({ eventNames }, { telling: count }),
        detection({ eventNames }, { telling: { by: "control" } }),
      ]),
      [],
    );
  });
});

describe("kmsEventTypes", () => {
  const kmsEvent = { "detail-type": "KMS CMK Deletion", matching: [], notMatching: [] };

  it("are those of the detections that messages tell of", () => {
    const count = { by: "count", threshold: 1, periodSeconds: 60 } as const;
    assert.deepEqual(kmsEventTypes([detection({}), detection({}, { kmsEvent })]), [
      "KMS CMK Deletion",
    ]);
    assert.deepEqual(kmsEventTypes([detection({}, { kmsEvent, telling: count })]), []);
  });
});
