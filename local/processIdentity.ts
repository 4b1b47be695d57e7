import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

// Names a process beyond its number: numbers are used again, and a stranger must never be taken for ours.

export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in a form that only this file reads. */
  readonly startedAt: string;
}

/** Undefined when no process with this number runs. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === "linux" ? startOnLinux(pid) : startByPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isRunning(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

export function ownIdentity(): ProcessIdentity {
  return identityOf(process.pid) ?? { pid: process.pid, startedAt: "" };
}

/** Field 22 of /proc/<pid>/stat counts from boot, so the boot is part of the answer. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field, the name, may hold spaces and parentheses; the fields after it do not.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, ticks] = [fields[0], fields[19]];
    if (state === "Z" || state === "X" || ticks === undefined) return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${ticks}`;
  } catch {
    return undefined;
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return started.trim() === "" ? undefined : started.trim();
  } catch {
    return undefined;
  }
}
