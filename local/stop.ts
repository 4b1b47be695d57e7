import { stopEmulator } from "./emulator";
import { stateDirectoryFrom } from "./environment";
import { explain } from "./problem";
import { say } from "./progress";
import { emptyStateDirectory, hasState, lockState } from "./state";

// `npm stop`: ends the embedded AWS and deletes everything that `npm start` made beside it. The cache stays.

async function main(): Promise<void> {
  const stateDirectory = stateDirectoryFrom(process.env);
  if (!hasState(stateDirectory)) {
    say("Nothing to stop: no AWS was started here.");
    return;
  }
  const lock = lockState(stateDirectory);
  try {
    const ended = await stopEmulator(stateDirectory);
    emptyStateDirectory(stateDirectory);
    say(`${ended ? "AWS ended" : "AWS was not running"}; deleted ${stateDirectory}.`);
  } finally {
    lock.release();
  }
}

main().catch((error: unknown) => {
  say(explain(error));
  process.exitCode = 1;
});
