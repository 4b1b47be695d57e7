import path from "node:path";
import { emulatorStatus } from "../local/emulatorStatus";
import { CLONE, STACK } from "../local/environment";
import { explain, Problem } from "../local/problem";
import { say, step } from "../local/progress";
import { alarmsIn } from "../local/replay/deployed";
import { run } from "../local/run";
import { awsFrom, findEngine, openSession, type Session } from "../local/session";
import { checkAlarms } from "./alarmChecks";
import { benchmark } from "./benchmark";
import { deployedResources, type DeployedResource } from "./deployedStack";
import { explained } from "./explained";
import { compare, type Finding, type Outcome } from "./finding";
import { lint } from "./linters";
import { readPolicyDocuments } from "./policyDocuments";
import { auditPython } from "./python";

// `npm run audit`: independent tools over what `npm start` deployed. Every finding must be one that explained.ts answers.

async function main(): Promise<number> {
  const aws = awsFrom(process.env);
  if (emulatorStatus(aws.stateDirectory).state !== "running") {
    throw new Problem("AWS does not run; npm start starts it, and deploys what is audited.");
  }
  const session = openSession(process.env, aws, await findEngine(process.env));
  const python = await step(
    "Audit tools",
    () => auditPython(process.env),
    ({ reason }) => reason,
  );
  // AWS clients in this process read their endpoint and credentials from its environment.
  process.env = session.environment;
  const resources = deployedResources(await pulumi(session, ["stack", "export"]));
  const findings = await audit(session, python.executable, resources);
  const outcome = compare(findings, explained, resources);
  process.stdout.write(reportOf(outcome));
  return outcome.unexplained.length + outcome.obsolete.length === 0 ? 0 : 1;
}

async function audit(
  session: Session,
  python: string,
  resources: readonly DeployedResource[],
): Promise<readonly Finding[]> {
  const outputs = JSON.parse(await pulumi(session, ["stack", "output", "--json"])) as {
    watchedRegions: string[];
  };
  const documents = await readPolicyDocuments(resources);
  if (documents.length === 0) throw new Problem("The stack has no policies; npm start deploys it.");
  const linted = await step(
    "Linters",
    () => Promise.resolve(lint(python, ["parliament", "cfn-lint"], documents)),
    (found) => `${found.length} findings in ${documents.length} policies`,
  );
  const checked = await step(
    "Alarms",
    async () => {
      const alarms = await Promise.all(outputs.watchedRegions.map(alarmsIn));
      const metricAlarms = alarms.flatMap((inRegion) => inRegion.metricAlarms);
      return checkAlarms(python, ["botocore", "cfn-lint", "moto"], metricAlarms);
    },
    (found) => `${found.length} findings`,
  );
  const benched = await step(
    "Benchmark",
    () => benchmark(python, session.environment, { resources, regions: outputs.watchedRegions }),
    (found) => `${found.length} findings`,
  );
  return [...linted, ...checked, ...benched];
}

async function pulumi(session: Session, args: readonly string[]): Promise<string> {
  const program = path.join(session.engine.binDirectory, "pulumi");
  const all = [...args, "--stack", STACK, "--non-interactive"];
  const done = await run(program, all, { cwd: CLONE, env: session.environment });
  if (done.code !== 0) throw new Problem(`The stack cannot be read: ${done.stderr.trim()}`);
  return done.stdout;
}

function reportOf({ explained: pairs, unexplained, obsolete }: Outcome): string {
  const lines = [
    ...pairs.map(([finding, { why }]) => `explained    ${lineOf(finding)}\n             ${why}`),
    ...unexplained.map((finding) => `UNEXPLAINED  ${lineOf(finding)}`),
    ...obsolete.map((which) => `OBSOLETE     ${which}: no tool finds this any more`),
    `${pairs.length} findings explained, ${unexplained.length} not; ` +
      `${obsolete.length} explanations obsolete.`,
  ];
  return `${lines.join("\n")}\n`;
}

function lineOf({ tool, check, on, detail }: Finding): string {
  return `${tool} ${check} on ${on}: ${detail}`;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  },
);
