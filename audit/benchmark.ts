import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Problem } from "../local/problem";
import { run } from "../local/run";
import { titleOf, type DeployedResource } from "./deployedStack";
import type { Finding } from "./finding";

// prowler, an AWS benchmark tool, run on every service of which the stack has resources.

const SERVICES = [
  ...["athena", "cloudtrail", "cloudwatch", "eventbridge", "glue"],
  ...["iam", "kms", "organizations", "s3", "sns"],
];

/** prowler 5.46.0 has 148 checks of these services. Fewer means that it left some out. */
const CHECKS = 148;

/** Types of which prowler must have judged every resource of the stack. */
const JUDGED = [
  "aws:cloudtrail/trail:Trail",
  "aws:cloudwatch/eventBus:EventBus",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:s3/bucket:Bucket",
  "aws:sns/topic:Topic",
];

/** One judgement, in the Open Cybersecurity Schema Framework. */
interface Judgement {
  readonly status_code: string;
  readonly status_detail: string;
  readonly severity: string;
  readonly metadata: { readonly event_code: string };
  readonly resources: readonly { readonly uid: string }[];
}

interface LogLine {
  readonly module: string;
  readonly message: string;
}

/** What failed, what a person would have to look at, and what prowler could not find out. */
export async function benchmark(
  python: string,
  environment: NodeJS.ProcessEnv,
  stack: { readonly resources: readonly DeployedResource[]; readonly regions: readonly string[] },
): Promise<readonly Finding[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-audit-"));
  try {
    const { judgements, errors } = await runProwler(python, environment, stack.regions, folder);
    const nameOf = naming(stack.resources);
    requireAllJudged(stack.resources, new Set(judgements.map((each) => nameOf(uidOf(each)))));
    return [
      ...judgements
        .filter(({ status_code }) => status_code !== "PASS")
        .map((each) => ({
          tool: "prowler" as const,
          check: each.metadata.event_code,
          on: nameOf(uidOf(each)),
          detail: `${each.status_code} ${each.severity}: ${each.status_detail}`,
        })),
      ...errors.map(({ module, message }) => ({
        tool: "prowler" as const,
        check: `error in ${module}`,
        on: message.replace(/^[a-z0-9-]+ -- /, ""),
        detail: message,
      })),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runProwler(
  python: string,
  environment: NodeJS.ProcessEnv,
  regions: readonly string[],
  folder: string,
) {
  const log = path.join(folder, "log");
  // Not by its own script, which names the folder in which the environment was made.
  const args = [
    ...["-m", "prowler", "aws", "--service", ...SERVICES, "--region", ...regions],
    ...["--output-formats", "json-ocsf", "--output-directory", folder],
    ...["--output-filename", "findings", "--log-level", "ERROR", "--log-file", log],
    ...["--no-banner", "--no-color", "--ignore-exit-code-3"],
  ];
  const done = await run(python, args, { env: environment, cwd: folder });
  const [, ran, planned] = /(\d+)\/(\d+) \[100%\]/.exec(done.stdout + done.stderr) ?? [];
  if (done.code !== 0 || Number(ran) !== CHECKS || ran !== planned) {
    throw new Problem(
      `prowler ran ${ran ?? "no"} of ${CHECKS} checks and ended with code ${done.code}:\n${done.stdout}${done.stderr}`,
    );
  }
  const findings = readFileSync(path.join(folder, "findings.ocsf.json"), "utf8");
  return {
    judgements: JSON.parse(findings) as readonly Judgement[],
    errors: readFileSync(log, "utf8").trim().split("\n").filter(Boolean).map(logLine),
  };
}

/** A line of prowler's log looks like JSON, but quotation marks in its message are not escaped. */
function logLine(line: string): LogLine {
  const [, module, message] = /"module": "([^"]*)", "message": "(.*)"\}$/.exec(line) ?? [];
  if (module === undefined || message === undefined) return { module: "log", message: line };
  return { module, message };
}

function uidOf({ resources }: Judgement): string {
  return resources[0]?.uid ?? "";
}

/** Type and logical name of the stack's resource with an ARN, or `account` for anything else there. */
function naming(resources: readonly DeployedResource[]): (arn: string) => string {
  // A topic's policy, for one, bears the topic's ARN, and comes after the topic.
  const names = new Map(resources.toReversed().map((each) => [each.arn, each]));
  return (arn) => {
    const found = names.get(arn.replace(/:\*$/, ""));
    return found ? titleOf(found) : "account";
  };
}

function requireAllJudged(
  resources: readonly DeployedResource[],
  judged: ReadonlySet<string>,
): void {
  const overlooked = resources
    .filter(({ type }) => JUDGED.includes(type))
    .map(titleOf)
    .filter((title) => !judged.has(title));
  if (overlooked.length > 0) throw new Problem(`prowler overlooked ${overlooked.join(", ")}.`);
}
