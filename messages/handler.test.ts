import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { parseFilterPattern } from "../filterPatterns/parse";
import { makeHandler, type Handler, type Told, type TrailFault } from "./handler";
import type { Message } from "./message";
import {
  decryptFailed,
  decryptFailure,
  keyArn,
  links,
  putEventSelectors,
  rotateKey,
  rotationEvent,
} from "./sampleEntries";
import type { WatchList } from "./watch";

const watchList: WatchList = {
  detections: [
    {
      ...decryptFailed,
      pattern: parseFilterPattern('{ $.eventName = "Decrypt" && $.errorCode = "*" }'),
    },
    {
      ...decryptFailed,
      id: "selectors-changed",
      severity: "critical",
      pattern: parseFilterPattern('{ $.eventName = "PutEventSelectors" }'),
    },
    {
      ...decryptFailed,
      id: "by-alice",
      pattern: parseFilterPattern('{ $.userIdentity.userName = "Alice" }'),
    },
    {
      ...decryptFailed,
      id: "key-rotated",
      severity: "info",
      pattern: parseFilterPattern('{ $.eventName = "RotateKey" }'),
    },
  ],
  kmsEvents: { "KMS CMK Rotation": "key-rotated" },
  savedQueries: links.savedQueries,
  runbookBaseUrl: null,
};

const invocation = { getRemainingTimeInMillis: () => 60_000 };

interface Failing {
  readonly publish?: (message: Message) => boolean;
  readonly putTold?: boolean;
  readonly putEvent?: boolean;
  readonly beat?: boolean;
  readonly trail?: readonly TrailFault[];
}

/** A handler that remembers in a set, and what it did: `publish <detection> <event id>`, and so on. */
function recordedHandler(failing: Failing = {}): {
  readonly handle: (event: unknown) => ReturnType<Handler>;
  readonly did: string[];
  readonly logged: Readonly<Record<string, unknown>>[];
} {
  const did: string[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
  const act = (what: string, fails = false): Promise<void> => {
    if (fails) return Promise.reject(new Error(`no ${what}`));
    did.push(what);
    return Promise.resolve();
  };
  const onceEach = (): Told => {
    const keys = new Set<string>();
    return {
      once: async (key, tell) => {
        if (keys.has(key)) return "repeated";
        await tell();
        keys.add(key);
        return "told";
      },
    };
  };
  const handler = makeHandler({
    watchList,
    links,
    outlet: {
      publish: (message) =>
        act(
          `publish ${message.machine.detection} ${message.machine.eventId}`,
          failing.publish?.(message),
        ),
      putEvent: ({ machine }) => act(`event ${machine.detection}`, failing.putEvent),
      putTold: (detection) => act(`told ${detection}`, failing.putTold),
      beat: () => act("beat", failing.beat),
      putTrailFaults: () => act("putTrailFaults").then(() => failing.trail ?? []),
    },
    told: onceEach(),
    sent: onceEach(),
    log: (line) => {
      logged.push(line);
    },
  });
  return { handle: (event) => handler(event, invocation), did, logged };
}

/** As EventBridge delivers a record. */
function call(record: object, detailType = "AWS API Call via CloudTrail"): object {
  return { "detail-type": detailType, source: "aws.kms", detail: record };
}

/** As CloudWatch Logs delivers records. */
function logEvents(messages: readonly string[], messageType = "DATA_MESSAGE"): object {
  const logged = messages.map((message, at) => ({ id: String(at), timestamp: at, message }));
  const batch = { messageType, owner: "111122223333", logGroup: "logs", logEvents: logged };
  return { awslogs: { data: gzipSync(JSON.stringify(batch)).toString("base64") } };
}

const bob = { type: "IAMUser", userName: "Bob" };
const failure = { ...decryptFailure, userIdentity: bob, eventID: "failure" };
const selectors = { ...putEventSelectors, userIdentity: bob, eventID: "selectors" };
const ordinary = { ...failure, errorCode: undefined };

describe("the formatter", () => {
  it("tells people first, then CloudWatch and the hub", async () => {
    const { handle, did, logged } = recordedHandler();
    assert.deepEqual(await handle(call(failure)), { told: 1, repeated: 0 });
    assert.deepEqual(did, [
      "publish decrypt-failed failure",
      "told decrypt-failed",
      "event decrypt-failed",
    ]);
    assert.deepEqual(logged, [
      { did: "told", detection: "decrypt-failed", severity: "warning", keyArn, eventId: "failure" },
      { did: "call", records: 1, told: 1, repeated: 0, failed: 0 },
    ]);
  });

  it("tells nobody of a call that no detection looks for", async () => {
    const { handle, did } = recordedHandler();
    assert.deepEqual(await handle(call(ordinary)), { told: 0, repeated: 0 });
    assert.deepEqual(did, []);
  });

  it("tells of each detection that a call matches", async () => {
    const { handle, did } = recordedHandler();
    assert.deepEqual(await handle(call(decryptFailure)), { told: 2, repeated: 0 });
    assert.deepEqual(
      did.filter((what) => what.startsWith("publish")),
      [
        `publish decrypt-failed ${String(decryptFailure["eventID"])}`,
        `publish by-alice ${String(decryptFailure["eventID"])}`,
      ],
    );
  });

  it("tells once what both paths deliver, and says again that it was told", async () => {
    const { handle, did } = recordedHandler();
    await handle(call(failure));
    did.length = 0;
    const both = logEvents([failure, selectors].map((record) => JSON.stringify(record)));
    assert.deepEqual(await handle(both), { told: 1, repeated: 1 });
    assert.deepEqual(did.sort(), [
      "event selectors-changed",
      "publish selectors-changed selectors",
      "told decrypt-failed",
      "told selectors-changed",
    ]);
  });

  it("tells two calls of a kind apart by their ids, or else by all that is in them", async () => {
    const { handle } = recordedHandler();
    await handle(call(failure));
    assert.deepEqual(await handle(call({ ...failure, eventID: "other" })), {
      told: 1,
      repeated: 0,
    });
    const nameless = { ...failure, eventID: undefined };
    assert.deepEqual(await handle(call(nameless)), { told: 1, repeated: 0 });
    assert.deepEqual(await handle(call({ ...nameless })), { told: 0, repeated: 1 });
    assert.deepEqual(await handle(call({ ...nameless, eventTime: "later" })), {
      told: 1,
      repeated: 0,
    });
  });

  it("tells once of a call between accounts, which is recorded in both", async () => {
    const { handle } = recordedHandler();
    await handle(call({ ...failure, sharedEventID: "shared" }));
    const other = { ...failure, sharedEventID: "shared", eventID: "other" };
    assert.deepEqual(await handle(call(other)), { told: 0, repeated: 1 });
  });

  it("tells once what KMS says several times of a key, and CloudTrail once more", async () => {
    const { handle, did } = recordedHandler();
    const again = { ...rotationEvent, id: "again" };
    await handle(rotationEvent);
    assert.deepEqual(await handle(again), { told: 0, repeated: 1 });
    assert.deepEqual(await handle(call(rotateKey, "AWS Service Event via CloudTrail")), {
      told: 0,
      repeated: 1,
    });
    const otherKey = { ...rotationEvent, resources: [keyArn.replace("1234abcd-", "0987dcba-")] };
    assert.deepEqual(await handle(otherKey), { told: 1, repeated: 0 });
    assert.deepEqual(did, [
      `publish key-rotated ${rotationEvent.id}`,
      "told key-rotated",
      "event key-rotated",
      "told key-rotated",
      "told key-rotated",
      `publish key-rotated ${rotationEvent.id}`,
      "told key-rotated",
      "event key-rotated",
    ]);
  });

  it("tells the rest of a batch when one message fails, then fails, and repeats nothing when it is run again", async () => {
    let isBroken = true;
    const { handle, did } = recordedHandler({
      publish: ({ machine }) => isBroken && machine.detection === "decrypt-failed",
    });
    const batch = logEvents([failure, ordinary, selectors].map((record) => JSON.stringify(record)));
    await assert.rejects(handle(batch), {
      message: "1 could not be told: Error: no publish decrypt-failed failure",
    });
    assert.deepEqual(did.sort(), [
      "event selectors-changed",
      "publish selectors-changed selectors",
      "told selectors-changed",
    ]);
    isBroken = false;
    did.length = 0;
    assert.deepEqual(await handle(batch), { told: 1, repeated: 1 });
    assert.deepEqual(
      did.filter((what) => what.startsWith("publish")),
      ["publish decrypt-failed failure"],
    );
  });

  it("tells many at a time, and each", async () => {
    const { handle, did } = recordedHandler();
    const ids = Array.from({ length: 35 }, (_, at) => `id-${at}`);
    const batch = ids.map((eventID) => JSON.stringify({ ...failure, eventID }));
    assert.deepEqual(await handle(logEvents(batch)), { told: 35, repeated: 0 });
    assert.deepEqual(
      did.filter((what) => what.startsWith("publish")),
      ids.map((id) => `publish decrypt-failed ${id}`),
    );
  });

  it("tells the rest of a batch when a log event is no record", async () => {
    const { handle, did } = recordedHandler();
    await assert.rejects(handle(logEvents(["{ no JSON", "5", JSON.stringify(failure)])), {
      message: "2 could not be told: a log event is no record; a log event is no record",
    });
    assert.equal(did[0], "publish decrypt-failed failure");
  });

  it("goes on, and says so in its log, when CloudWatch does not learn that people know", async () => {
    const { handle, did, logged } = recordedHandler({ putTold: true });
    assert.deepEqual(await handle(call(failure)), { told: 1, repeated: 0 });
    assert.deepEqual(did, ["publish decrypt-failed failure", "event decrypt-failed"]);
    assert.deepEqual(logged[1], {
      level: "error",
      could: "not report what was told",
      detection: "decrypt-failed",
      eventId: "failure",
      failure: "Error: no told decrypt-failed",
    });
  });

  it("sends in the next run what machines did not get in the first, and tells people once", async () => {
    const failing = { putEvent: true };
    const { handle, did } = recordedHandler(failing);
    await assert.rejects(handle(call(failure)), {
      message: "1 could not be told: Error: no event decrypt-failed",
    });
    failing.putEvent = false;
    assert.deepEqual(await handle(call(failure)), { told: 0, repeated: 1 });
    assert.deepEqual(did, [
      "publish decrypt-failed failure",
      "told decrypt-failed",
      "told decrypt-failed",
      "event decrypt-failed",
    ]);
  });
});

describe("the formatter, asked for something else", () => {
  const notification = { Records: [{ EventSource: "aws:sns", Sns: { Message: "ALARM" } }] };
  const quiet: readonly (readonly [string, unknown])[] = [
    ["controlAlarm", notification],
    ["logControl", logEvents(["CWL CONTROL MESSAGE: Checking health."], "CONTROL_MESSAGE")],
  ];
  for (const [did, event] of quiet) {
    it(`has nothing to tell of a ${did}, and counts it in its log`, async () => {
      const parts = recordedHandler();
      assert.deepEqual(await parts.handle(event), { told: 0, repeated: 0 });
      assert.deepEqual(parts.did, []);
      assert.deepEqual(parts.logged, [{ did, records: 0, told: 0, repeated: 0, failed: 0 }]);
    });
  }

  it("asks KMS something at a heartbeat, and fails if KMS does not answer", async () => {
    const parts = recordedHandler();
    assert.deepEqual(await parts.handle({ heartbeat: true }), { told: 0, repeated: 0 });
    assert.deepEqual(parts.did, ["putTrailFaults", "beat"]);
    await assert.rejects(recordedHandler({ beat: true }).handle({ heartbeat: true }), {
      message: "no beat",
    });
  });

  it("logs at a heartbeat what is wrong with the trail", async () => {
    const stopped = { region: "us-west-2", fault: "The trail is not logging." };
    const parts = recordedHandler({ trail: [stopped] });
    await parts.handle({ heartbeat: true });
    assert.deepEqual(parts.logged[0], { level: "error", ...stopped });
  });

  const strange: readonly unknown[] = [
    undefined,
    null,
    "text",
    [],
    {},
    { heartbeat: "true" },
    { Records: [] },
    { Records: [{ eventSource: "aws:s3" }] },
    { "detail-type": "AWS API Call via CloudTrail", source: "aws.s3", detail: "text" },
    { "detail-type": "AWS API Call via CloudTrail", source: "my.app", detail: failure },
    { "detail-type": "AWS Health Event", source: "aws.health", detail: {} },
    { awslogs: {} },
  ];
  for (const event of strange) {
    it(`refuses ${JSON.stringify(event)}, so that it becomes a dead letter`, async () => {
      const { handle } = recordedHandler();
      await assert.rejects(handle(event), {
        message: "The formatter does not know this kind of event.",
      });
    });
  }

  it("refuses an event of KMS that nothing watches", async () => {
    const { handle } = recordedHandler();
    await assert.rejects(handle({ ...rotationEvent, "detail-type": "KMS Something New" }), {
      message: 'The formatter watches no KMS event "KMS Something New".',
    });
    await assert.rejects(handle({ ...rotationEvent, "detail-type": "constructor" }), {
      message: 'The formatter watches no KMS event "constructor".',
    });
  });

  it("refuses log events that are broken", async () => {
    const { handle } = recordedHandler();
    const broken = Buffer.from("no gzip").toString("base64");
    await assert.rejects(handle({ awslogs: { data: broken } }), { code: "Z_DATA_ERROR" });
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, " ")).toString("base64");
    await assert.rejects(handle({ awslogs: { data: bomb } }), { code: "ERR_BUFFER_TOO_LARGE" });
    await assert.rejects(handle(logEvents([], "OTHER")), {
      message: "The log events have an unknown messageType.",
    });
  });
});
