// Whether a command of the AWS CLI exists, with its options, judged by the SDK: both are made from the same models.
import { existsSync } from "node:fs";

export interface AwsCommand {
  readonly text: string;
  readonly service: string;
  readonly operation: string;
  readonly options: readonly string[];
}

/** Services that the CLI calls otherwise than the SDK. */
const CLIENTS: Readonly<Record<string, string>> = {
  logs: "cloudwatch-logs",
  events: "eventbridge",
  s3api: "s3",
};
/** Services of which no client is installed: only that nothing else is taken for a service. */
const WITHOUT_CLIENT = ["lambda"];
/** Commands that the CLI has besides the services' own. */
const OF_THE_CLI = ["logs tail", "cloudtrail validate-logs"];
/** https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html, and how many results it shows. */
const GLOBAL_OPTIONS = ["region", "query", "output", "max-items"];

export function commandsIn(text: string): readonly AwsCommand[] {
  const found = text.matchAll(/(?:^ *|`)aws ([a-z0-9]+) ([a-z][a-z0-9-]*)([^\n`]*)/gm);
  return [...found].map(([whole, service = "", operation = "", rest = ""]) => {
    const options = [...rest.replaceAll(/'[^']*'/g, "").matchAll(/ --([a-z0-9-]+)/g)];
    const text = whole.replace(/^[ `]+/, "");
    return { text, service, operation, options: options.map(([, option = ""]) => option) };
  });
}

/** Undefined if there is none. */
export async function problemOf(command: AwsCommand): Promise<string | undefined> {
  const { text, service, operation, options } = command;
  const brokenJson = [...text.matchAll(/'([{[]"[^']*|\[\{[^']*)'/g)].find(
    ([, json = ""]) => !isJson(json),
  );
  if (brokenJson !== undefined) return `${text}: ${brokenJson[1]} is no JSON`;
  if (WITHOUT_CLIENT.includes(service) || OF_THE_CLI.includes(`${service} ${operation}`)) {
    return undefined;
  }
  const client = `client-${CLIENTS[service] ?? service}`;
  if (!existsSync(`node_modules/@aws-sdk/${client}`)) return `${text}: there is no ${client}`;
  const members = membersOf((await import(`@aws-sdk/${client}`)) as object, operation);
  if (members === undefined) return `${text}: there is no ${operation}`;
  const known = [...members.map(inTheCli), ...GLOBAL_OPTIONS];
  const unknown = options.filter((option) => !known.includes(option.replace(/^no-/, "")));
  return unknown.length === 0 ? undefined : `${text}: it has no ${unknown.join(", ")}`;
}

/** `KeyId` is `key-id` there, and `DescribeKey` is `describe-key`. */
function inTheCli(name: string): string {
  return name
    .replaceAll(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}

/** Names of what the operation's input has. A command's schema has the input's at [4], and that its members' names at [4]. */
function membersOf(client: object, operation: string): readonly string[] | undefined {
  const command: unknown = Object.entries(client).find(
    ([name]) => inTheCli(name) === `${operation}-command`,
  )?.[1];
  if (typeof command !== "function") return undefined;
  const { schema } = Reflect.construct(command, [{}]) as { readonly schema: readonly unknown[] };
  const input: unknown = typeof schema[4] === "function" ? schema[4]() : schema[4];
  if (input === "unit") return [];
  const members: unknown = Array.isArray(input) ? input[4] : undefined;
  if (!Array.isArray(members)) throw new Error(`The SDK's schema of ${operation} has another form`);
  return members.map(String);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
