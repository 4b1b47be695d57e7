// Runs `npm run rehearse` against a deployed stack, and lists what of the stack a rehearsal must leave as it is.
import path from "node:path";
import { writeFileSync } from "node:fs";
import { CloudWatchClient, paginateListMetrics } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { alarmsIn } from "../../local/replay/deployed";
import { run } from "../../local/run";
import { CLONE } from "../../local/environment";
import type { Rehearsed } from "../../rehearse/rehearsed";
import { listEverything } from "../everythingInAws";
import type { AlertStack } from "./alertStack";

export interface Rehearsal {
  readonly code: number;
  /** In the order in which they were printed. */
  readonly results: readonly (Rehearsed & { readonly index: number })[];
  /** What it said beside. */
  readonly stderr: string;
}

/** @param lines JSON texts, or what is none. */
export async function rehearseOn(
  { aws }: Pick<AlertStack, "aws">,
  lines: readonly string[],
): Promise<Rehearsal> {
  const { stateDirectory } = aws.session.aws;
  const file = path.join(stateDirectory, "records.jsonl");
  writeFileSync(file, lines.join("\n"));
  const args = ["run", "--silent", "rehearse", "--", "--stack", "local", "--json", file];
  const env = { ...aws.environment, LOCAL_AWS_STATE: stateDirectory };
  const { code, stdout, stderr } = await run("npm", args, { cwd: CLONE, env });
  const printed = stdout.split("\n").filter((line) => line !== "");
  return {
    code,
    results: printed.map((line) => JSON.parse(line) as Rehearsed & { index: number }),
    stderr,
  };
}

/** Resources, states of alarms, metrics, and what the formatter remembers. */
export async function heldBy({
  deployed: { watchedRegions },
  home,
}: Pick<AlertStack, "deployed" | "home">): Promise<readonly string[]> {
  const regional = await Promise.all(
    watchedRegions.map(async (region) => [
      ...(await alarmStates(region)),
      ...(await metricNames(region)),
    ]),
  );
  return [...(await listEverything(watchedRegions)), ...regional.flat(), ...(await toldOf(home))];
}

async function alarmStates(region: string): Promise<readonly string[]> {
  const { metricAlarms, compositeAlarms } = await alarmsIn(region);
  return [...metricAlarms, ...compositeAlarms].map(
    ({ AlarmArn, StateValue, StateUpdatedTimestamp }) =>
      `${AlarmArn} ${StateValue} since ${StateUpdatedTimestamp?.toISOString()}`,
  );
}

async function metricNames(region: string): Promise<readonly string[]> {
  const names: string[] = [];
  const client = new CloudWatchClient({ region });
  for await (const { Metrics = [] } of paginateListMetrics({ client }, {})) {
    names.push(...Metrics.map((metric) => `${region} ${JSON.stringify(metric)}`));
  }
  return names.sort();
}

async function toldOf(region: string): Promise<readonly string[]> {
  const client = new DynamoDBClient({ region });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const scans = TableNames.map((TableName) => client.send(new ScanCommand({ TableName })));
  return (await Promise.all(scans)).flatMap(({ Items = [] }) =>
    Items.map((item) => JSON.stringify(item)),
  );
}
