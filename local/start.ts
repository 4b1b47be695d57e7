import { existsSync } from "node:fs";
import {
  emulatorStatus,
  endedProblem,
  isHealthy,
  startEmulator,
  stopEmulator,
  emulatorLogOf,
} from "./emulator";
import { endpointOf, type LocalAws, providerFrom, STACK } from "./environment";
import { Interrupted, stopOnSignals, type Stopping, unlessAborted } from "./interruption";
import { requireFreePort } from "./port";
import { Problem, explain } from "./problem";
import { say, step } from "./progress";
import { emulatorPython } from "./python";
import { prepareAws } from "./replay/prepare";
import { reportOf } from "./replay/report";
import { replayIncidents } from "./replay/replay";
import { awsFrom, findEngine, openSession, type Session } from "./session";
import { cancelDeployment, deploy, selectStack, watchedRegions } from "./stack";
import { claimStateDirectory, emptyStateDirectory, lockState } from "./state";

// `npm start`: an AWS on this machine with the real program and policy pack deployed, and incidents replayed through it.

/** What a run has found and made, for whoever must clean up after it. */
interface Progress {
  readonly aws: LocalAws;
  readonly wasRunning: boolean;
  session?: Session;
  emulatorIsUp: boolean;
}

async function main(): Promise<number> {
  const stopping = stopOnSignals();
  const aws = awsFrom(process.env);
  const lock = lockState(aws.stateDirectory);
  try {
    claimStateDirectory(aws.stateDirectory);
    const wasRunning = dropDeadEmulator(aws);
    const progress: Progress = { aws, wasRunning, emulatorIsUp: wasRunning };
    try {
      return await startEverything(progress, stopping);
    } catch (error) {
      return await cleanUp(progress, stopping.signal, error);
    }
  } finally {
    lock.release();
  }
}

async function startEverything(progress: Progress, stopping: Stopping): Promise<number> {
  const { aws, wasRunning } = progress;
  const { signal } = stopping;
  const inherited = { ...process.env };
  providerFrom(inherited);
  // What can be refused at once is refused before the long work.
  await (wasRunning ? requireAnswer(aws) : requireFreePort(aws.port));
  const packages = () => emulatorPython({ environment: inherited, signal });
  const python = await step("Emulator", packages, ({ reason }) => reason);
  const engine = await step(
    "Engine",
    () => findEngine(inherited, signal),
    ({ reason }) => reason,
  );
  await step(
    "AWS",
    async () => {
      if (wasRunning) return;
      await startEmulator({ aws, python: python.executable, environment: inherited, signal });
      progress.emulatorIsUp = true;
    },
    () => `${wasRunning ? "runs already" : "runs"} on ${endpointOf(aws)}`,
  );
  watchEmulator(aws, stopping);
  const session = openSession(inherited, aws, engine);
  progress.session = session;
  say(`Provider: ${session.plugin}`);
  adoptEnvironment(session.environment);
  return (await deployAndReplay(session, signal)) ? 0 : 1;
}

async function deployAndReplay(session: Session, signal: AbortSignal): Promise<boolean> {
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
  const regions = await watchedRegions(session, signal);
  const result = await step(
    "Replay",
    () => unlessAborted(signal, replayIncidents(regions)),
    ({ passed }) => (passed ? "passed" : "FAILED"),
  );
  process.stdout.write(`\n${reportOf(result)}\n`);
  say(whereToLookNext(session.aws));
  return result.passed;
}

/** Without it there is nothing to deploy to, and the engine's own errors would not say why. */
function watchEmulator(aws: LocalAws, { stop }: Stopping): void {
  const watch = () => {
    if (emulatorStatus(aws.stateDirectory).state !== "running") stop(endedProblem(aws));
  };
  setInterval(watch, 500).unref();
}

async function requireAnswer(aws: LocalAws): Promise<void> {
  requireSamePort(aws);
  if (await isHealthy(aws)) return;
  throw new Problem(
    `AWS runs but does not answer on ${endpointOf(aws)}; npm stop, then npm start.`,
  );
}

function requireSamePort(aws: LocalAws): void {
  const status = emulatorStatus(aws.stateDirectory);
  if (status.state === "absent" || status.record.port === aws.port) return;
  throw new Problem(
    `AWS runs already on port ${status.record.port}, not on ${aws.port}; npm stop ends it.`,
  );
}

/** The emulator keeps everything in memory: with it the resources are gone that the engine's state speaks of. */
function dropDeadEmulator(aws: LocalAws): boolean {
  const { state } = emulatorStatus(aws.stateDirectory);
  if (state === "dead") {
    say("The AWS of an earlier start has ended without npm stop, so this start begins from empty.");
    emptyStateDirectory(aws.stateDirectory);
    claimStateDirectory(aws.stateDirectory);
  }
  return state === "running";
}

/** AWS clients in this process read their endpoint and credentials from its environment. */
function adoptEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) {
    if (!(name in environment)) delete process.env[name];
  }
  Object.assign(process.env, environment);
}

async function cleanUp(progress: Progress, signal: AbortSignal, error: unknown): Promise<number> {
  const { aws, wasRunning, session, emulatorIsUp } = progress;
  const reason: unknown = signal.aborted ? signal.reason : error;
  if (!(reason instanceof Interrupted)) {
    const died = emulatorIsUp && emulatorStatus(aws.stateDirectory).state !== "running";
    say(explain(died ? endedProblem(aws) : reason));
    // A log is the only thing worth keeping of an AWS that never ran.
    if (!emulatorIsUp && !existsSync(emulatorLogOf(aws.stateDirectory))) {
      emptyStateDirectory(aws.stateDirectory);
    }
    return 1;
  }
  if (wasRunning) {
    if (session) await cancelDeployment(session);
    say("Interrupted: the stack is free for the next npm start, and AWS runs on as before.");
  } else {
    await stopEmulator(aws.stateDirectory);
    emptyStateDirectory(aws.stateDirectory);
    say("Interrupted: what this start had begun has been ended and removed.");
  }
  return 130;
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

main().then(
  // Clients and replay may still hold connections; nothing that matters is under way.
  (code) => process.exit(code),
  (error: unknown) => {
    say(explain(error));
    process.exit(1);
  },
);
