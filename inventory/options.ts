// The command line of `npm run inventory`.
import { parseArgs } from "node:util";
import { REGION, REGION_FORM } from "../components/settingForms";
import { Problem } from "../local/problem";

export const USAGE = `usage: npm run --silent inventory -- [--region REGION ...] [--csv | --json] [--stack NAME | --stack-outputs FILE]

Lists the KMS keys of an AWS account as they are now, with your AWS credentials. It changes nothing.

  --region REGION      a region to list, any number of times. If left out: the watched regions of the stack,
                       or if no stack is named, AWS_REGION. If the AWS on this machine runs, its stack is taken,
                       unless AWS_PROFILE, AWS_ACCESS_KEY_ID or the like say which AWS you mean
  --stack NAME         a deployed stack; "local" is the one on the embedded AWS
  --stack-outputs FILE what \`pulumi stack output --json\` printed
  --json               an array of objects
  --csv                comma-separated values with a header

Without --json and --csv it is a table for people, the most urgent keys first.
It ends with code 1 if a region could not be listed; what could be is shown all the same.`;

export interface Options {
  readonly regions: readonly string[];
  readonly form: "table" | "json" | "csv";
  readonly stack: string | undefined;
  readonly outputsFile: string | undefined;
  readonly help: boolean;
}

/** Throws a Problem that ends with the usage. */
export function readOptions(args: readonly string[]): Options {
  const { json = false, csv = false, help = false, region = [], ...values } = parsed(args);
  const { stack, "stack-outputs": outputsFile } = values;
  if (json && csv) throw refused("--json and --csv exclude each other.");
  if (stack !== undefined && outputsFile !== undefined) {
    throw refused("--stack and --stack-outputs exclude each other.");
  }
  const wrong = region.filter((name) => !REGION.test(name));
  if (wrong.length > 0) {
    throw new Problem(wrong.map((name) => `--region: "${name}" is not ${REGION_FORM}.`).join("\n"));
  }
  const form = json ? "json" : csv ? "csv" : "table";
  return { regions: [...new Set(region)], form, stack, outputsFile, help };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        region: { type: "string", multiple: true },
        json: { type: "boolean" },
        csv: { type: "boolean" },
        stack: { type: "string" },
        "stack-outputs": { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
}

function refused(why: string): Problem {
  return new Problem(`${why}\n\n${USAGE}`);
}
