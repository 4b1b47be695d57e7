// `npm run rehearse`: what the deployed stack would do with records that somebody has, without doing anything.
import { print, runCommand } from "../local/command";
import { say } from "../local/progress";
import { readStack } from "./awsStack";
import { entriesOf } from "./entries";
import { inputFiles } from "./inputFiles";
import { readOptions, USAGE, type Options } from "./options";
import { Progress } from "./progress";
import { rehearse, type Outcome } from "./rehearse";
import { Summary, Table } from "./report";
import { chooseStack, homeRegionOf } from "./stackOutputs";

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    await write([USAGE]);
    return 0;
  }
  const files = inputFiles(options.files, say);
  const chosen = await chooseStack(options);
  // AWS clients in this process read their endpoint and credentials from its environment.
  process.env = chosen.environment;
  const homeRegion = homeRegionOf(chosen.outputs, options);
  say(`Stack ${chosen.name}: home region ${homeRegion}`);
  const stack = await readStack(chosen.outputs, homeRegion);
  stack.notes.forEach(say);
  return show(options, rehearse(stack, entriesOf(files)));
}

/** 1 if anything of the input could not be read. */
async function show(
  { json }: Options,
  outcomes: AsyncIterable<readonly Outcome[]>,
): Promise<number> {
  const table = new Table();
  const summary = new Summary();
  const progress = new Progress({ isTerminal: process.stderr.isTTY }, say);
  let code = 0;
  let count = 0;
  for await (const some of outcomes) {
    const results = some.flatMap((outcome) => {
      if (!("problem" in outcome)) return [outcome];
      say(outcome.problem);
      summary.addProblem();
      code = 1;
      return [];
    });
    for (const result of results) summary.add(result);
    progress.add(some.length);
    const lines = results.map((result, at) => JSON.stringify({ index: count + at, ...result }));
    count += results.length;
    await write(json ? lines : table.lines(results));
  }
  if (!json) await write(summary.lines());
  return code;
}

async function write(lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await print(`${lines.join("\n")}\n`);
}

runCommand(main);
