// The formatter's work: finds in what AWS sent the acts that detections look for, and tells each of them once.
import type { CloudTrailRecord } from "../detections/detection";
import { matchesFilterPattern } from "../filterPatterns/match";
import { clean, valueAt } from "./clean";
import { evidenceIn } from "./evidence";
import type { LinkSettings } from "./links";
import { messageOf, type Message } from "./message";
import type { WatchList } from "./watch";

/** What is wrong with the trail's deliveries from a region. */
export interface TrailFault {
  readonly region: string;
  readonly fault: string;
}

/** Where messages go. */
export interface Outlet {
  /** To people: the topic of the severity. */
  readonly publish: (message: Message) => Promise<void>;
  /** To machines: the hub bus. */
  readonly putEvent: (message: Message) => Promise<void>;
  /** Says to CloudWatch that people were told, so that the direct alarm keeps silent. */
  readonly putTold: (detectionId: string) => Promise<void>;
  /** Asks KMS something harmless, whose record must come back through the trail. */
  readonly beat: () => Promise<void>;
  /** Tells CloudWatch how many faults the trail's deliveries have in all watched regions. */
  readonly putTrailFaults: () => Promise<readonly TrailFault[]>;
}

/** What Lambda says about one run of the handler. */
export interface Invocation {
  readonly getRemainingTimeInMillis: () => number;
}

/** Remembers what was told. */
export interface Told {
  /** Runs `tell` unless it ran for the same key already. Rejects only if `tell` did, or if it cannot be known that it ran. */
  readonly once: (
    key: string,
    tell: () => Promise<void>,
    invocation: Invocation,
  ) => Promise<"told" | "repeated">;
}

/** Writes one line of JSON. */
export type Log = (line: Readonly<Record<string, unknown>>) => void;

export interface HandlerParts {
  readonly watchList: WatchList;
  readonly links: LinkSettings;
  readonly outlet: Outlet;
  /** People, by what was published. */
  readonly told: Told;
  /** Machines, by the events that were put. */
  readonly sent: Told;
  readonly log: Log;
}

/** What one run did. */
export interface Outcome {
  readonly told: number;
  readonly repeated: number;
}

export type Handler = (event: unknown, invocation: Invocation) => Promise<Outcome>;

/** One thing to tell. */
interface Finding {
  readonly message: Message;
  /** The same for every witness of the same act. */
  readonly key: string;
}

/** How many are told at the same time: a mass of acts must be told in the Lambda's time, and without being throttled. */
const AT_ONCE = 10;

/**
 * Rejects if the event is none that the formatter knows, or if anything in it could not be told, after all else was told: Lambda
 * then runs it again, which repeats nothing, and keeps it as a dead letter in the end.
 */
export function makeHandler(parts: HandlerParts): Handler {
  return async (event, invocation) => {
    const { kind, records, kmsEvents, problems } = evidenceIn(event);
    if (kind === "heartbeat") await beat(parts);
    const findings = [
      ...records.flatMap((record) => findingsInRecord(parts, record)),
      ...kmsEvents.map((kmsEvent) => findingInKmsEvent(parts, kmsEvent)),
    ];
    const results: PromiseSettledResult<"told" | "repeated">[] = [];
    for (let from = 0; from < findings.length; from += AT_ONCE) {
      const group = findings.slice(from, from + AT_ONCE);
      const settled = group.map((finding) => tell(parts, finding, invocation));
      results.push(...(await Promise.allSettled(settled)));
    }
    const count = (how: "told" | "repeated"): number =>
      results.filter((result) => result.status === "fulfilled" && result.value === how).length;
    const outcome = { told: count("told"), repeated: count("repeated") };
    const failures = [...problems, ...results.flatMap(failureOf)];
    parts.log({ did: kind, records: records.length, ...outcome, failed: failures.length });
    if (failures.length > 0) {
      throw new Error(`${failures.length} could not be told: ${failures.slice(0, 5).join("; ")}`);
    }
    return outcome;
  };
}

/** Looks at the trail first, because the beat may fail. */
async function beat({ outlet, log }: HandlerParts): Promise<void> {
  const faults = await outlet.putTrailFaults();
  for (const fault of faults) log({ level: "error", ...fault });
  await outlet.beat();
}

function findingsInRecord(
  { watchList, links }: HandlerParts,
  record: CloudTrailRecord,
): readonly Finding[] {
  return watchList.detections
    .filter(({ pattern }) => matchesFilterPattern(pattern, record))
    .map((detection) => {
      const message = messageOf(detection, record, links);
      // A call between accounts is recorded in both, under two event ids and one shared one.
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
      const eventId =
        clean(valueAt(record, "sharedEventID")) ??
        message.machine.eventId ??
        JSON.stringify(record);
      return { message, key: keyOf(watchList, message, eventId) };
    });
}

function findingInKmsEvent({ watchList, links }: HandlerParts, kmsEvent: object): Finding {
  const detailType = String(valueAt(kmsEvent, "detail-type"));
  const id = valueAt(watchList.kmsEvents, detailType);
  const detection = watchList.detections.find((watched) => watched.id === id);
  if (detection === undefined) {
    throw new Error(`The formatter watches no KMS event "${clean(detailType)}".`);
  }
  const message = messageOf(detection, kmsEvent, links);
  return { message, key: keyOf(watchList, message, message.machine.eventId ?? "") };
}

/**
 * What KMS does by itself it may say several times, and CloudTrail once more, always under another id: then the key that it was
 * done to tells acts apart. https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html
 */
function keyOf({ kmsEvents }: WatchList, { machine }: Message, eventId: string): string {
  const isTwice = Object.values(kmsEvents).includes(machine.detection);
  return `${machine.detection} ${(isTwice ? machine.keyArn : null) ?? eventId}`;
}

async function tell(
  { outlet, told, sent, log }: HandlerParts,
  { message, key }: Finding,
  invocation: Invocation,
): Promise<"told" | "repeated"> {
  const { detection, severity, keyArn, eventId } = message.machine;
  const how = await told.once(key, () => outlet.publish(message), invocation);
  log({ did: how, detection, severity, keyArn, eventId });
  // A repeat does the rest, too, because the run that told people may have ended before it could.
  const [silenced, event] = await Promise.allSettled([
    outlet.putTold(detection),
    sent.once(key, () => outlet.putEvent(message), invocation),
  ]);
  // Without this word the direct alarm speaks, which is not worth another run.
  for (const failure of failureOf(silenced)) {
    log({ level: "error", could: "not report what was told", detection, eventId, failure });
  }
  if (event.status === "rejected") throw event.reason;
  return how;
}

function failureOf(result: PromiseSettledResult<unknown>): readonly string[] {
  if (result.status === "fulfilled") return [];
  const reason: unknown = result.reason;
  return [
    clean(reason instanceof Error ? `${reason.name}: ${reason.message}` : reason) ?? "unknown",
  ];
}
