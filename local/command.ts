// How a command runs whose standard output is for other programs, and how it ends.
import { explain } from "./problem";
import { say } from "./progress";

/** Waits for a slow reader, so that nothing piles up and no exit cuts it off. Ends the process if nothing more can be written. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => {
      if (error) outputEnded(error);
      else resolve();
    });
  });
}

/** Ends with the code that comes of it; with 1, and a sentence, after what was to be expected; with 1, and a trace, after a bug. */
export function runCommand(main: () => Promise<number>): void {
  process.stdout.on("error", outputEnded);
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      say(isFromAws(error) ? `AWS answers ${error.name}: ${error.message}` : explain(error));
      process.exitCode = 1;
    },
  );
}

/** Whoever reads, such as `head`, may have enough before the end; a full disk has not. */
function outputEnded({ code, message }: NodeJS.ErrnoException): never {
  if (code === "EPIPE") process.exit();
  say(`The output cannot be written: ${message}`);
  process.exit(1);
}

/** Missing rights, expired credentials and the like are no bugs, so nobody needs to see where they came up. */
function isFromAws(error: unknown): error is Error {
  return (
    error instanceof Error && ("$metadata" in error || error.name === "CredentialsProviderError")
  );
}
