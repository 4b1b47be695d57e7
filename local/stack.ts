import { mkdirSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { StackOutputs } from "../components/outputs";
import { CLONE, STACK } from "./environment";
import { Problem } from "./problem";
import { type Finished, run, type RunOptions, SIGNALLED } from "./run";
import type { Session } from "./session";

// What the engine does with the stack `local`, for `npm start`.

/** Long enough for the engine to end what it has under way. */
const CANCEL_SECONDS = 20;

/** Lines with which the engine only shows that it is alive, or that something has begun whose end it shows as well. */
const NOISE =
  /^(@ .*|Loading policy packs.*|.* (creating|updating|deleting|running) (\(\d+s\) )?|\s*)$/;

export async function selectStack(session: Session, signal: AbortSignal): Promise<void> {
  mkdirSync(path.join(session.aws.stateDirectory, "backend"), { recursive: true });
  const done = await engine(session, ["stack", "select", STACK, "--create"], { signal });
  if (done.code !== 0) throw new Problem(`The engine cannot open the stack: ${done.stderr.trim()}`);
}

export async function deploy(
  session: Session,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const color = process.stderr.isTTY ? "always" : "never";
  const args = ["up", "--yes", "--stack", STACK, "--suppress-outputs", "--color", color];
  const pack = ["--policy-pack", session.settings.policyPack];
  const done = await engine(session, [...args, ...pack], {
    signal,
    onLine: (line) => (NOISE.test(stripVTControlCharacters(line)) ? undefined : onLine(line)),
  });
  if (done.code === SIGNALLED) {
    throw new Problem(
      "The engine was killed before it wrote down what it had made: npm stop removes all of it, and npm start begins anew.",
    );
  }
  if (done.code !== 0) {
    throw new Problem(
      `pulumi up ended with code ${done.code}, and its output above says why; AWS runs on: npm start tries again, npm stop ends it.`,
    );
  }
}

/** What the deployed stack tells other teams. */
export async function stackOutputs(session: Session, signal: AbortSignal): Promise<StackOutputs> {
  const asked = await engine(session, ["stack", "output", "--stack", STACK, "--json"], { signal });
  if (asked.code !== 0) throw new Problem(`The stack has no outputs: ${asked.stderr.trim()}`);
  return JSON.parse(asked.stdout) as StackOutputs;
}

/** Removes the lock that an interrupted engine may have left, so that the next start finds the stack free. */
export async function cancelDeployment(session: Session): Promise<void> {
  await engine(session, ["cancel", "--yes", "--stack", STACK], { timeoutSeconds: CANCEL_SECONDS });
}

function engine(session: Session, args: readonly string[], options: RunOptions): Promise<Finished> {
  const program = path.join(session.engine.binDirectory, "pulumi");
  const everywhere = { cwd: CLONE, env: session.environment };
  return run(program, [...args, "--non-interactive"], { ...options, ...everywhere });
}
