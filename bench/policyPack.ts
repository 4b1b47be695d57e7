// `npm run bench`: what the policy pack adds to a preview of a large stack, in time and memory, over a pack without
// policies. Both are run in turns, so that whatever else the machine does slows down both.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CLONE } from "../local/environment";
import { compilePack } from "../policies/compile";
import { type JudgedStack, openJudgedStack } from "../tests/catalogue/judgedStack";
import { largeStack } from "./largeStack";
import { watchMemory } from "./memory";

const MODULES = path.join(CLONE, "policies", "node_modules");
const ROUNDS = Number(process.argv[2] ?? 3);
const MOST_MORE_TIME = 0.25;
const MOST_MORE_MEGABYTES = 300;

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

async function bench(): Promise<boolean> {
  const stack = await openJudgedStack();
  try {
    const resources = largeStack();
    const [empty, policies] = [makeEmptyPack(stack.folder), makePack(stack.folder)];
    stack.declare(resources);
    const runs = { empty: [] as Run[], pack: [] as Run[] };
    for (let round = 1; round <= ROUNDS; round += 1) {
      runs.empty.push(await preview(stack, empty));
      runs.pack.push(await preview(stack, policies));
      console.log(`round ${round}: ${shown(runs.empty.at(-1))} empty, ${shown(runs.pack.at(-1))}`);
    }
    return verdict(resources.length, runs);
  } finally {
    stack.delete();
  }
}

async function preview(stack: JudgedStack, pack: string): Promise<Run> {
  const memory = watchMemory("run-policy-pack");
  const start = performance.now();
  const done = await stack.pulumi(["preview", "--policy-pack", stack.packIn(pack)]);
  const seconds = (performance.now() - start) / 1000;
  // The stack has violations of advisory policies at most, so the runs do the same work.
  if (done.code !== 0) throw new Error(done.stdout.slice(-5000) + done.stderr);
  return { seconds, megabytes: memory.stop() };
}

function verdict(
  resources: number,
  runs: { readonly empty: readonly Run[]; readonly pack: readonly Run[] },
): boolean {
  const of = (list: readonly Run[], key: keyof Run): number => median(list.map((run) => run[key]));
  const moreTime = of(runs.pack, "seconds") / of(runs.empty, "seconds") - 1;
  const moreMegabytes = of(runs.pack, "megabytes") - of(runs.empty, "megabytes");
  const isFast = moreTime < MOST_MORE_TIME && moreMegabytes < MOST_MORE_MEGABYTES;
  console.log(
    `${resources} resources: the pack adds ${(moreTime * 100).toFixed(1)} % to the wall time of a preview ` +
      `(limit ${MOST_MORE_TIME * 100} %) and ${moreMegabytes.toFixed(0)} MB (limit ${MOST_MORE_MEGABYTES} MB): ` +
      (isFast ? "within the limits." : "TOO MUCH."),
  );
  return isFast;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function shown(run: Run | undefined): string {
  return run === undefined ? "" : `${run.seconds.toFixed(1)} s ${run.megabytes.toFixed(0)} MB`;
}

/** As it is installed: compiled, so that no run pays for the compiler. */
function makePack(folder: string): string {
  const pack = path.join(folder, "pack");
  compilePack(pack);
  symlinkSync(MODULES, path.join(pack, "node_modules"));
  return pack;
}

/** With the same SDK, so that the difference is the policies. */
function makeEmptyPack(folder: string): string {
  const pack = path.join(folder, "empty-pack");
  mkdirSync(pack);
  symlinkSync(MODULES, path.join(pack, "node_modules"));
  const manifest = { name: "empty", version: "0.0.1", main: "index.js" };
  writeFileSync(path.join(pack, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  const program = 'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n';
  writeFileSync(path.join(pack, "index.js"), program);
  return pack;
}

void bench().then((isFast) => (process.exitCode = isFast ? 0 : 1));
