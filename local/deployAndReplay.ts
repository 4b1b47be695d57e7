import { emulatorLogOf } from "./emulatorStatus";
import { endpointOf, type LocalAws, STACK } from "./environment";
import { unlessAborted } from "./interruption";
import { say, step } from "./progress";
import { inventoryTable } from "./replay/inventory";
import { prepareAws } from "./replay/prepare";
import { replayIncidents } from "./replay/replay";
import { reportOf } from "./replay/report";
import type { Session } from "./session";
import { deploy, selectStack, stackOutputs } from "./stack";

// What `npm start` is for: the program deployed under its policy pack, and incidents replayed through the result.

/** True if every expected message arrived, and no other. */
export async function deployAndReplay(session: Session, signal: AbortSignal): Promise<boolean> {
  adoptEnvironment(session.environment);
  await step(
    "Keys and on-call queue",
    () => unlessAborted(signal, prepareAws()),
    () => "ready",
  );
  await step(
    "Stack",
    () => selectStack(session, signal),
    () => STACK,
  );
  const show = (line: string) => say(`    ${line}`);
  await step(
    "Deployment",
    () => deploy(session, signal, show),
    () => "done",
  );
  const outputs = await stackOutputs(session, signal);
  const result = await step(
    "Replay",
    () => unlessAborted(signal, replayIncidents(outputs)),
    ({ passed }) => (passed ? "passed" : "FAILED"),
  );
  const table = await step(
    "Key inventory",
    () => unlessAborted(signal, inventoryTable(outputs)),
    () => "done",
  );
  process.stdout.write(
    `\n${reportOf(result)}\n\nKeys, as the deployed function lists them:\n${table}\n`,
  );
  say(whereToLookNext(session.aws));
  return result.passed;
}

/** AWS clients in this process read their endpoint and credentials from its environment. */
function adoptEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) {
    if (!(name in environment)) delete process.env[name];
  }
  Object.assign(process.env, environment);
}

function whereToLookNext(aws: LocalAws): string {
  return [
    "",
    `AWS runs on at ${endpointOf(aws)}; its log is ${emulatorLogOf(aws.stateDirectory)}.`,
    `  eval "$(npm run --silent local:env)"    then any AWS client, or pulumi, works on it`,
    "  npm run pulumi -- stack output           what the program tells other teams",
    "  npm stop                                 ends it and deletes its state",
  ].join("\n");
}
