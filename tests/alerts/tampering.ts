// `npm run tampering`: commits each act against a deployed stack and writes down by which path a person still hears of it, for the README.
import { writeFileSync } from "node:fs";
import { deliver } from "../../local/replay/cloudTrail";
import { asNew } from "../../local/replay/fresh";
import { passQuietTime, unlessLogGroupIsGone } from "../../local/replay/quietTime";
import { forgetMetrics } from "../../local/replay/serviceEvents";
import type { TamperingAct } from "./acts/act";
import { alarmActs } from "./acts/onAlarms";
import { archiveAndKeyActs } from "./acts/onArchiveAndKey";
import { deliveryRoleActs } from "./acts/onDeliveryRole";
import { formatterActs } from "./acts/onFormatter";
import { logGroupActs } from "./acts/onLogGroup";
import { notificationActs } from "./acts/onNotifications";
import { trailActs } from "./acts/onTrail";
import { AlertStack } from "./alertStack";
import { TAMPERING_FILE, type TamperingRow } from "./tamperingRow";

/** In the order of the table. */
export const tamperingActs: readonly TamperingAct[] = [
  ...trailActs,
  ...deliveryRoleActs,
  ...logGroupActs,
  ...alarmActs,
  ...notificationActs,
  ...archiveAndKeyActs,
  ...formatterActs,
];

/** What a person hears of each act, the stack being whole before each. */
export async function tamper(
  stack: AlertStack,
  report: (row: TamperingRow) => void = () => undefined,
): Promise<readonly TamperingRow[]> {
  const rows: TamperingRow[] = [];
  for (const { what, act, commit } of tamperingActs) {
    await forgetMetrics();
    const record = await commit(stack.deployed);
    await deliver([asNew(record)], stack.home).catch(unlessLogGroupIsGone);
    await passQuietTime(stack.home);
    const heard = await stack.heard();
    const paths = heard.map(({ detection, channel }) => `${detection} by ${channel}`);
    const row = { what, act, heard: withTimes(paths) };
    report(row);
    rows.push(row);
    await stack.restore();
  }
  return rows;
}

/** Sorted; what came several times says so. */
function withTimes(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort().map((path) => {
    const times = paths.filter((other) => other === path).length;
    return times === 1 ? path : `${path}, ${times} times`;
  });
}

async function main(): Promise<void> {
  const stack = await AlertStack.deploy({});
  try {
    const rows = await tamper(stack, ({ act, heard }) => {
      console.log(`${act}: ${heard.join(", ") || "NOBODY HEARS"}`);
    });
    writeFileSync(TAMPERING_FILE, `${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    await stack.stop();
  }
}

if (require.main === module) void main();
