import type { ChildProcess } from "node:child_process";

/**
 * Leaves the end of this process to its child, until the returned function is called. At a terminal Ctrl-C has
 * reached the child already, and the engine takes a second one as an order to drop everything; so it is passed on
 * only where nothing but this process got it.
 */
export function forwardSignals(child: ChildProcess): () => void {
  const atTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  const interrupt = () => void (atTerminal || child.kill("SIGINT"));
  const terminate = () => void child.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate);
  return () => void process.off("SIGINT", interrupt).off("SIGTERM", terminate);
}
