// The time that a run has: whoever is not ready by then is left behind, so that the others are written.

/** Time to write the list and publish its numbers. */
const MILLISECONDS_TO_WRITE = 60_000;

/** Set off when the run must begin to write. @param remaining Milliseconds until Lambda ends the function. */
export function timeToTake(remaining: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, remaining - MILLISECONDS_TO_WRITE));
}

export class Deadline extends Error {
  override readonly name = "Deadline";
}

/** What comes of the work, if it comes in time. @throws Deadline otherwise; the work is not waited for, however it ends. */
export function inTime<T>(signal: AbortSignal, work: Promise<T>, far: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Deadline(`not ready in the time of the run, ${far()}`));
    if (signal.aborted) late();
    signal.addEventListener("abort", late, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", late));
  });
}
