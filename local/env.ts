import { emulatorStatus } from "./emulatorStatus";
import { shellLines } from "./environment";
import { explain } from "./problem";
import { say } from "./progress";
import { awsFrom, findEngine, openSession } from "./session";

// `npm run local:env`: prints what a shell must know to work on the embedded AWS, for `eval`.

async function main(): Promise<void> {
  const aws = awsFrom(process.env);
  const session = openSession(process.env, aws, await findEngine(process.env));
  if (emulatorStatus(aws.stateDirectory).state !== "running") {
    say("AWS does not run; npm start starts it.");
  }
  process.stdout.write(`${shellLines(process.env, session.settings).join("\n")}\n`);
}

main().catch((error: unknown) => {
  say(explain(error));
  process.exitCode = 1;
});
