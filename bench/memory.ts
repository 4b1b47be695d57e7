import { readdirSync, readFileSync } from "node:fs";

// The most memory that a child process of a name has held, as Linux counts it.

const PAUSE_MILLISECONDS = 100;

export interface MemoryWatch {
  /** Megabytes. */
  readonly stop: () => number;
}

/** Watches processes whose command line holds `name` and that come from this one. */
export function watchMemory(name: string): MemoryWatch {
  let most = 0;
  const timer = setInterval(() => {
    for (const pid of descendants()) most = Math.max(most, megabytesOf(pid, name));
  }, PAUSE_MILLISECONDS);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}

function descendants(): readonly number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    const parent = /^PPid:\s+(\d+)/m.exec(read(entry, "status"))?.[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === process.pid || isOurs(parents.get(pid)));
  return [...parents.keys()].filter((pid) => pid !== process.pid && isOurs(pid));
}

function megabytesOf(pid: number, name: string): number {
  if (!read(String(pid), "cmdline").includes(name)) return 0;
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(read(String(pid), "status"))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** Empty for what is no process, or no longer one. */
function read(pid: string, file: string): string {
  try {
    return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/${file}`, "utf8") : "";
  } catch {
    return "";
  }
}
