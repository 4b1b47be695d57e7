// One run of the scheduled function: takes the inventory if it is due, keeps it, and publishes what the last one says in numbers.
import { isComplete, problemsIn, type Inventory } from "./keyRecord";

/** After a run that missed something. */
const HOURS_TO_NEXT_TRY = 1;
const MILLISECONDS_PER_HOUR = 3_600_000;

/** What a run does to the world. */
export interface RunSteps {
  readonly scheduleHours: number;
  /** Those that the list must have. */
  readonly regions: readonly string[];
  /** With which it must have been taken. */
  readonly expiryDays: number;
  readonly now: () => Date;
  readonly read: () => Promise<Inventory | undefined>;
  readonly take: (now: Date) => Promise<Inventory>;
  readonly write: (inventory: Inventory) => Promise<void>;
  readonly publish: (inventory: Inventory, now: Date) => Promise<void>;
  readonly log: (line: object) => void;
}

/**
 * The schedule wakes the function more often than an inventory is due: so the first one comes soon after the deployment, a run
 * that failed is made up for, and the metrics have no gaps.
 * @throws After all is written and published, if something could not be read.
 */
export async function run(steps: RunSteps): Promise<void> {
  const last = await steps.read();
  const now = steps.now();
  if (last !== undefined && !isDue(last, steps, now)) {
    await steps.publish(last, now);
    return;
  }
  const inventory = await steps.take(now);
  await steps.write(inventory);
  await steps.publish(inventory, steps.now());
  const { regions, keys } = inventory;
  steps.log({ message: "inventory taken", keys: keys.length, regions });
  const problems = problemsIn(inventory).map(({ region, text }) => `${region}: ${text}`);
  if (problems.length > 0) throw new Error(`The inventory is not complete. ${problems.join(". ")}`);
}

function isDue(last: Inventory, steps: RunSteps, now: Date): boolean {
  const { scheduleHours, regions, expiryDays } = steps;
  if (last.expiryDays !== expiryDays) return true;
  const listed = last.regions.map(({ region }) => region);
  if (regions.some((region) => !listed.includes(region))) return true;
  const hours = isComplete(last) ? scheduleHours : Math.min(HOURS_TO_NEXT_TRY, scheduleHours);
  const age = now.getTime() - Date.parse(last.takenAt);
  // A time to come is not ours.
  return !(age >= 0 && age < hours * MILLISECONDS_PER_HOUR);
}
