import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { emulatorStatus } from "./emulatorStatus";
import { CLONE } from "./environment";
import { forwardSignals } from "./forwardSignals";
import { explain, Problem } from "./problem";
import { say } from "./progress";
import { withPolicyPack } from "./policyPackArgument";
import { awsFrom, findEngine, openSession } from "./session";

// `npm run pulumi -- <arguments>`: the chosen engine, on the embedded AWS, in this clone.

async function main(): Promise<number> {
  const aws = awsFrom(process.env);
  if (emulatorStatus(aws.stateDirectory).state !== "running") {
    throw new Problem("AWS does not run; npm start starts it.");
  }
  const session = openSession(process.env, aws, await findEngine(process.env));
  const args = withPolicyPack(process.argv.slice(2), session.policyPackIn);
  const child = spawn(path.join(session.engine.binDirectory, "pulumi"), args, {
    cwd: CLONE,
    env: session.environment,
    stdio: "inherit",
  });
  forwardSignals(child);
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  },
);
