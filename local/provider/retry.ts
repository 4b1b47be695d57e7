import { setTimeout as sleep } from "node:timers/promises";

// Asks AWS again while it does not know yet what was just made: IAM answers late.

export interface Patience {
  /** After this time the last error counts. */
  readonly seconds: number;
  /** The first pause; each is twice the one before. */
  readonly firstPauseMilliseconds: number;
}

export async function retryWhile<T>(
  isWorthwhile: (error: unknown) => boolean,
  call: () => Promise<T>,
  { seconds, firstPauseMilliseconds }: Patience,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (let pause = firstPauseMilliseconds; ; pause *= 2) {
    try {
      return await call();
    } catch (error) {
      if (!isWorthwhile(error) || Date.now() + pause > deadline) throw error;
      await sleep(pause);
    }
  }
}
