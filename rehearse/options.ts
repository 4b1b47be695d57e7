// The command line of `npm run rehearse`.
import { parseArgs } from "node:util";
import { Problem } from "../local/problem";

export const USAGE = `usage: npm run --silent rehearse -- FILE... [--json] [--stack NAME | --outputs FILE] [--region REGION]

Shows what the deployed stack would do with CloudTrail records or EventBridge events. It changes nothing.
FILE is JSON, JSON lines, gzip of either, a folder of such files (.json, .jsonl, .gz), or - for standard input:
log files of CloudTrail, and what aws cloudtrail lookup-events and aws logs filter-log-events print, are such JSON.

  --json           one JSON object per record, one a line, in the order of the input; index counts from 0, record is its number
                   in its file, from 1, and in JSON lines that of its line
  --stack NAME     the stack to ask; "local" is the one on the embedded AWS, which is taken if that runs
  --outputs FILE   what \`pulumi stack output --json\` printed, instead of asking Pulumi
  --region REGION  the stack's home region; refuses any other stack`;

export interface Options {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
  readonly stack: string | undefined;
  readonly outputsFile: string | undefined;
  readonly region: string | undefined;
}

/** Throws a Problem that ends with the usage. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  const { json = false, help = false, stack, outputs: outputsFile, region } = values;
  const options = { files: positionals, json, help, stack, outputsFile, region };
  if (help) return options;
  if (positionals.length === 0) throw refused("No file is given.");
  if (positionals.filter((file) => file === "-").length > 1) {
    throw refused("Standard input can be read only once.");
  }
  if (stack !== undefined && outputsFile !== undefined) {
    throw refused("--stack and --outputs exclude each other.");
  }
  return options;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
        stack: { type: "string" },
        outputs: { type: "string" },
        region: { type: "string" },
      },
    });
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
}

function refused(why: string): Problem {
  return new Problem(`${why}\n\n${USAGE}`);
}
