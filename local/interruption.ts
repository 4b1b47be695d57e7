import { Problem } from "./problem";
import { say } from "./progress";

// Turns Ctrl-C, and whatever else must end a run early, into one AbortSignal.

export class Interrupted extends Problem {}

export interface Stopping {
  readonly signal: AbortSignal;
  /** Ends the run for this reason, as Ctrl-C does. */
  readonly stop: (reason: Problem) => void;
}

export function stopOnSignals(): Stopping {
  const controller = new AbortController();
  const interrupt = (name: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to the whole group and npm sends it once more: only the first one counts.
    if (controller.signal.aborted) return;
    say(`\n${name}: ending what is under way ...`);
    controller.abort(new Interrupted("Interrupted"));
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  // The terminal was closed.
  process.on("SIGHUP", interrupt);
  return { signal: controller.signal, stop: (reason) => controller.abort(reason) };
}

/** For work in this process, which no signal can end: stops waiting for it. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stopWaiting = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stopWaiting = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stopWaiting, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stopWaiting);
  }
}
