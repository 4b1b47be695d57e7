// `npm run tampering`: commits each act against a deployed stack and writes down by which path a person still hears of it, for the README.
import { writeFileSync } from "node:fs";
import { deliver } from "../../local/replay/cloudTrail";
import { asNew } from "../../local/replay/fresh";
import { passQuietTime, unlessLogGroupIsGone } from "../../local/replay/quietTime";
import { forgetMetrics } from "../../local/replay/serviceEvents";
import { AlertStack } from "./alertStack";
import { tamperingActs } from "./tamperingActs";
import { TAMPERING_FILE, type TamperingRow } from "./tamperingRow";

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
    const row = { what, act, heard: [...new Set(paths)].sort() };
    report(row);
    rows.push(row);
    await stack.restore();
  }
  return rows;
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
