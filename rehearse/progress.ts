// Says now and then how far a long rehearsal is: every few seconds to a person who waits, seldom to a log.

const SECONDS_ON_TERMINAL = 5;
const SECONDS_ELSEWHERE = 30;

export class Progress {
  readonly #say: (line: string) => void;
  readonly #now: () => number;
  readonly #interval: number;
  readonly #started: number;
  #said: number;
  #count = 0;

  /** @param now Milliseconds. */
  constructor(
    { isTerminal }: { readonly isTerminal: boolean },
    say: (line: string) => void,
    now = () => performance.now(),
  ) {
    this.#say = say;
    this.#now = now;
    this.#interval = 1000 * (isTerminal ? SECONDS_ON_TERMINAL : SECONDS_ELSEWHERE);
    this.#started = now();
    this.#said = this.#started;
  }

  add(records: number): void {
    this.#count += records;
    const now = this.#now();
    if (now - this.#said < this.#interval) return;
    this.#said = now;
    const seconds = Math.round((now - this.#started) / 1000);
    this.#say(`${this.#count.toLocaleString("en-US")} records in ${seconds} s ...`);
  }
}
