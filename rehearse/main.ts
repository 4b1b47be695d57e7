// `npm run rehearse`: what the deployed stack would do with records that somebody has, without doing anything.
import { once } from "node:events";
import { explain } from "../local/problem";
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

/** Waits for a slow reader, so that nothing piles up. */
async function write(lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  if (!process.stdout.write(`${lines.join("\n")}\n`)) await once(process.stdout, "drain");
}

/** Missing rights, expired credentials and the like are no bugs, so nobody needs to see where they came up. */
function isFromAws(error: unknown): error is Error {
  return (
    error instanceof Error && ("$metadata" in error || error.name === "CredentialsProviderError")
  );
}

// Whoever reads, such as `head`, may have enough before the end.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(isFromAws(error) ? `AWS answers ${error.name}: ${error.message}` : explain(error));
    process.exitCode = 1;
  },
);
