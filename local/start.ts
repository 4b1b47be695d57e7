import { existsSync } from "node:fs";
import { deployAndReplay } from "./deployAndReplay";
import { isHealthy, startEmulator, stopEmulator } from "./emulator";
import { emulatorLogOf, emulatorStatus, endedProblem } from "./emulatorStatus";
import { endpointOf, type LocalAws, providerFrom } from "./environment";
import { Interrupted, stopOnSignals, type Stopping } from "./interruption";
import { requireFreePort } from "./port";
import { Problem, explain } from "./problem";
import { say, step } from "./progress";
import { emulatorPython } from "./python";
import { awsFrom, findEngine, openSession, type Session } from "./session";
import { cancelDeployment } from "./stack";
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
  return (await deployAndReplay(session, signal)) ? 0 : 1;
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

main().then(
  // Clients and replay may still hold connections; nothing that matters is under way.
  (code) => process.exit(code),
  (error: unknown) => {
    say(explain(error));
    process.exit(1);
  },
);
