// The whole program under Pulumi's mocks, with settings of its own: what it registers, without engine and AWS.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import program = require("../index");
import { mockAws, settled, type MadeResource, type MockedAws } from "./mockedAws";

interface Project {
  readonly config: Readonly<Record<string, { readonly default: unknown }>>;
}

/**
 * AWS resources of the program.
 * @param settings The stack's settings; the others have the defaults of Pulumi.yaml, which mocks do not fill in.
 */
export async function resourcesWith(
  settings: object,
  aws: MockedAws = {},
): Promise<readonly MadeResource[]> {
  const made = await mockAws(configuration(settings), aws);
  const { stackTraceLimit } = Error;
  // Pulumi notes the stack of every promise, which takes a third of the time.
  Error.stackTraceLimit = 1;
  try {
    await program();
    await settled();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return made.filter(({ type }) => type.startsWith("aws:"));
}

function configuration(settings: object): Record<string, string> {
  const { config } = parse(readFileSync("Pulumi.yaml", "utf8")) as Project;
  const defaults = Object.entries(config).map(([key, { default: value }]) => [key, value]);
  const values: object = { ...Object.fromEntries(defaults), ...settings };
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`kms-monitoring:${key}`, JSON.stringify(value)]),
  );
}
