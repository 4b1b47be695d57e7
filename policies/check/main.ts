#!/usr/bin/env node
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { catalogue } from "../catalogue";
import { configure } from "./configuration";
import { readDeployment } from "./deploymentFile";
import { judge } from "./judgement";
import { readText } from "./jsonFile";
import { packRunProblems } from "./packRun";
import { Problem } from "./problem";
import { report } from "./report";

// `npm run policy-check`: judges a deployment after the fact, or checks that the pack judged a run.

const USAGE = `Judges a stack or a preview by the policies of the pack:
  policy-check FILE [--config FILE] [--json]
    FILE      from \`pulumi stack export\` or \`pulumi preview --json --show-sames\`
    --config  what the engine takes after --policy-pack-config

Checks that the pack judged a run of pulumi, in its version and strictness:
  policy-check --assert-pack OUTPUT --exit-code N [--pack-version V] [--may-be-weaker POLICY]...
    OUTPUT    file with all that \`pulumi preview\` or \`pulumi up\` wrote

Exit code: 0 no mandatory violation, 1 violations or a run without the pack, 2 wrong input, also a stack without resources.`;

const OPTIONS = {
  config: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  "assert-pack": { type: "string" },
  "exit-code": { type: "string" },
  "pack-version": { type: "string" },
  "may-be-weaker": { type: "string", multiple: true },
} as const;

function main(args: readonly string[]): number {
  const { values, positionals } = parsed(args);
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const output = values["assert-pack"];
  if (output !== undefined) {
    if (positionals.length > 0) throw new Problem(`There are no other files here.\n\n${USAGE}`);
    return assertPack(readText(output), {
      version: values["pack-version"] ?? ownVersion(),
      mayBeWeaker: values["may-be-weaker"] ?? [],
      exitCode: numberFrom(values["exit-code"]),
    });
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Problem(USAGE);
  return checkFile(file, values.config, values.json);
}

function checkFile(file: string, config: string | undefined, asJson: boolean): number {
  const now = new Date();
  const rules = configure(catalogue, config, now);
  const judgement = judge(readDeployment(file), rules, now);
  console.log(asJson ? JSON.stringify({ file, ...judgement }, null, 2) : report(file, judgement));
  // Most likely another stack was meant; a job that judges nothing must not look green.
  if (judgement.resources === 0) return 2;
  return judgement.findings.some(({ level }) => level === "mandatory") ? 1 : 0;
}

function assertPack(output: string, expected: Parameters<typeof packRunProblems>[1]): number {
  const problems = packRunProblems(output, expected, catalogue);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return 1;
  console.log(`The pack judged this run in version ${expected.version}, and nothing stopped it.`);
  return 0;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function numberFrom(given: string | undefined): number {
  if (given === undefined || !/^\d+$/.test(given)) {
    throw new Problem(`--exit-code needs the number that pulumi ended with.\n\n${USAGE}`);
  }
  return Number(given);
}

function ownVersion(): string {
  const manifest = readFileSync(path.join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = 2;
}
