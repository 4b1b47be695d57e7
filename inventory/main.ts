// `npm run inventory`: every KMS key of some regions as it is now, read with the caller's credentials.
import { print, runCommand } from "../local/command";
import { Problem } from "../local/problem";
import { say } from "../local/progress";
import { csvOf } from "./csv";
import { isComplete, problemsIn, type Inventory } from "./keyRecord";
import { readOptions, USAGE, type Options } from "./options";
import { regionClients } from "./regionClients";
import { tableOf } from "./table";
import { takeInventory } from "./takeInventory";
import { whichAws } from "./whichAws";

const MILLISECONDS_TO_NEWS = 5000;
/** The longest notice of a stack, unless its settings say otherwise. */
const EXPIRY_DAYS = 30;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    await print(`${USAGE}\n`);
    return 0;
  }
  const aws = await whichAws(options, process.env);
  // AWS clients in this process read their endpoint and credentials from its environment.
  process.env = aws.environment;
  say(`Keys of ${aws.name} in ${aws.regions.join(", ")}`);
  const now = new Date();
  const inventory = await takeInventory({
    regions: aws.regions,
    clientsFor: regionClients,
    isOwnAlarm: aws.isOwnAlarm,
    expiryDays: EXPIRY_DAYS,
    now,
    deadline: new AbortController().signal,
    told: progress(),
  });
  refuseWithoutCredentials(inventory);
  await print(shown(inventory, options.form, now));
  for (const { region, text } of problemsIn(inventory)) {
    say(`${region} is not complete: ${text}`);
  }
  return isComplete(inventory) ? 0 : 1;
}

/** Without credentials no region has anything to show. */
function refuseWithoutCredentials({ regions }: Inventory): void {
  const hasNone = regions.every(({ problems }) =>
    problems.some(({ error }) => error === "CredentialsProviderError"),
  );
  if (hasNone) {
    throw new Problem(
      "There are no AWS credentials. Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with `aws sso login`.",
    );
  }
}

function shown(inventory: Inventory, form: Options["form"], now: Date): string {
  if (form === "json") return `${JSON.stringify(inventory.keys, undefined, 2)}\n`;
  return form === "csv" ? csvOf(inventory.keys) : `${tableOf(inventory, now)}\n`;
}

/** Says every five seconds how far each region is. */
function progress(): (region: string, done: number, all: number) => void {
  let next = Date.now() + MILLISECONDS_TO_NEWS;
  const far = new Map<string, string>();
  return (region, done, all) => {
    far.set(region, `${region} ${done} of ${all} keys`);
    if (Date.now() < next) return;
    next = Date.now() + MILLISECONDS_TO_NEWS;
    say(`  ${[...far.values()].join(", ")}`);
  };
}

runCommand(main);
