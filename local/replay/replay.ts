// Replays the incidents through the deployed stack, and compares what reaches the person on call with what must.
import { CloudWatchClient, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import type { StackOutputs } from "../../components/outputs";
import { Problem } from "../problem";
import { alarmsIn } from "./deployed";
import type { ExpectedMessage, Incident } from "./incident";
import { incidentsIn } from "./incidents";
import { OnCallQueue, WATCHDOG, type Delivery } from "./onCall";
import { forgetMetrics } from "./serviceEvents";

const WAIT_SECONDS = 15;
/** How long a fallback alarm may take on this machine, where a minute lasts a second. */
const FALLBACK_SECONDS = 6;

/** One message that arrived or should have. */
export interface ReplayRow {
  readonly incident: Incident | undefined;
  readonly expected: ExpectedMessage | undefined;
  readonly delivered: Delivery | undefined;
}

export interface ReplayResult {
  /** Every expected message arrived, and no other. */
  readonly passed: boolean;
  readonly rows: readonly ReplayRow[];
  /** What this machine did in AWS's place because the emulator cannot. */
  readonly notes: readonly string[];
}

/** What the deployed stack tells of itself. */
export type Deployed = Pick<
  StackOutputs,
  "watchedRegions" | "alertTopicArns" | "watchdogTopicArn" | "trailName" | "logGroupName"
>;

/** Every topic by which people hear, by its severity or its part. */
export function topicsOf({
  alertTopicArns,
  watchdogTopicArn,
}: Pick<StackOutputs, "alertTopicArns" | "watchdogTopicArn">): Readonly<Record<string, string>> {
  return { ...alertTopicArns, [WATCHDOG]: watchdogTopicArn };
}

export async function replayIncidents(deployed: Deployed): Promise<ReplayResult> {
  const [home = "", other = home] = deployed.watchedRegions;
  const queue = await OnCallQueue.open(home, topicsOf(deployed));
  await calmAlarms(deployed.watchedRegions);
  await queue.receive(0);
  const inbox: Delivery[] = [];
  const rows: ReplayRow[] = [];
  const notes = new Set<string>();
  for (const incident of incidentsIn(home, other, deployed)) {
    (await happens(incident)).forEach((note) => notes.add(note));
    rows.push(...(await rowsOf(incident, inbox, queue)));
  }
  // Alarms that wait for the formatter's word speak last.
  inbox.push(...(await queue.receive(FALLBACK_SECONDS)));
  rows.push(...inbox.map((delivered) => ({ incident: undefined, expected: undefined, delivered })));
  return { passed: rows.every(isRight), rows, notes: [...notes] };
}

/** What is deployed may have been changed by hand, so that not even the incident can take place. */
async function happens({ title, happen }: Incident): Promise<readonly string[]> {
  try {
    return await happen();
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new Problem(`The replay cannot go on at "${title}": ${reason}`);
  }
}

/** Right: an expected message that came, or none where none must. */
export function isRight({ incident, expected, delivered }: ReplayRow): boolean {
  return expected === undefined
    ? incident !== undefined && delivered === undefined
    : delivered !== undefined;
}

/** Alarms notify on a change of state: one that went off in an earlier replay must calm down first. */
async function calmAlarms(regions: readonly string[]): Promise<void> {
  await forgetMetrics();
  for (const region of regions) {
    const client = new CloudWatchClient({ region });
    const { metricAlarms } = await alarmsIn(region);
    for (const { AlarmName } of metricAlarms) {
      const StateReason = "A new replay begins";
      await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: "OK", StateReason }));
    }
  }
}

async function rowsOf(
  incident: Incident,
  inbox: Delivery[],
  queue: OnCallQueue,
): Promise<readonly ReplayRow[]> {
  if (incident.expected.length > 0) {
    const found = await collect(incident.expected, inbox, queue);
    return found.map((row) => ({ incident, ...row }));
  }
  inbox.push(...(await queue.receive(1)));
  const delivered = inbox.length === 0 ? [undefined] : inbox.splice(0);
  return delivered.map((message) => ({ incident, expected: undefined, delivered: message }));
}

/** Takes the expected messages out of the inbox, waiting for those that are still under way. */
async function collect(
  expected: readonly ExpectedMessage[],
  inbox: Delivery[],
  queue: OnCallQueue,
): Promise<{ expected: ExpectedMessage; delivered: Delivery | undefined }[]> {
  const found = new Map<ExpectedMessage, Delivery>();
  const deadline = Date.now() + WAIT_SECONDS * 1000;
  do {
    inbox.push(...(await queue.receive(found.size < expected.length ? 1 : 0)));
    for (const wanted of expected.filter((message) => !found.has(message))) {
      const index = inbox.findIndex((delivery) => isExpected(delivery, wanted));
      const [delivery] = index < 0 ? [] : inbox.splice(index, 1);
      if (delivery !== undefined) {
        found.set(wanted, delivery);
      }
    }
  } while (found.size < expected.length && Date.now() < deadline);
  return expected.map((message) => ({ expected: message, delivered: found.get(message) }));
}

function isExpected(
  delivery: Delivery,
  { detection, severity, mentions }: ExpectedMessage,
): boolean {
  return (
    delivery.detection === detection &&
    delivery.severity === severity &&
    delivery.text.includes(mentions)
  );
}
