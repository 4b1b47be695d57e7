// Replays the incidents through the deployed stack, and compares what reaches the person on call with what must.
import { CloudWatchClient, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import type { StackOutputs } from "../../components/outputs";
import { Problem } from "../problem";
import { alarmsIn } from "./deployed";
import type { ExpectedMessage, Incident } from "./incident";
import { incidentsIn } from "./incidents";
import { OnCallQueue, WATCHDOG, type Delivery } from "./onCall";
import { forgetMetrics } from "./serviceEvents";

/** One message that arrived or should have. */
export interface ReplayRow {
  readonly incident: Incident;
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
  await queue.receive();
  const rows: ReplayRow[] = [];
  const notes = new Set<string>();
  for (const incident of incidentsIn(home, other, deployed)) {
    (await happens(incident)).forEach((note) => notes.add(note));
    rows.push(...rowsOf(incident, await queue.receive()));
  }
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
export function isRight({ expected, delivered }: ReplayRow): boolean {
  return (expected === undefined) === (delivered === undefined);
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

/** A row for each message that must come, for each other one that came, and one for silence that must be. */
function rowsOf(incident: Incident, delivered: readonly Delivery[]): readonly ReplayRow[] {
  const others = [...delivered];
  const rows = incident.expected.map((expected): ReplayRow => {
    const index = others.findIndex((delivery) => isExpected(delivery, expected));
    const [found] = index < 0 ? [] : others.splice(index, 1);
    return { incident, expected, delivered: found };
  });
  const unexpected = others.map((one) => ({ incident, expected: undefined, delivered: one }));
  const all = [...rows, ...unexpected];
  return all.length > 0 ? all : [{ incident, expected: undefined, delivered: undefined }];
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
