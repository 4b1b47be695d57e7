import { performance } from "node:perf_hooks";

// Progress lines on stderr, with the time of each step, so that stdout holds results only.

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** Runs one step between two lines: its title, and what came of it with the time it took. */
export async function step<T>(
  title: string,
  action: () => Promise<T>,
  outcome: (result: T) => string,
): Promise<T> {
  say(`${title} ...`);
  const started = performance.now();
  const result = await action();
  say(`${title}: ${outcome(result)} (${duration(performance.now() - started)})`);
  return result;
}

/** Says every 15 seconds that long work goes on, and at what it is. */
export async function stillAt<T>(
  what: string,
  detail: () => string,
  action: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const timer = setInterval(() => {
    const now = detail();
    say(`  ${what}: ${duration(performance.now() - started)}${now === "" ? "" : `, ${now}`}`);
  }, 15_000);
  try {
    return await action();
  } finally {
    clearInterval(timer);
  }
}
