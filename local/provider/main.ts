import { serve } from "./server";

// The entry point: the engine starts this process, reads the port from its first line of output and then asks it for everything.

const parent = process.ppid;

/** The engine may be killed without a word; a provider nobody listens to must not stay. */
function leaveWithTheEngine(): void {
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 2000).unref();
}

void serve().then((port) => {
  console.log(port);
  leaveWithTheEngine();
});
