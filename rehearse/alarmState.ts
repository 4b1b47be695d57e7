// Says when an alarm on the number of records would go off, from the times of the records, in whatever order they come.

/**
 * What one more record does to the alarm.
 * @typeParam P What tells records apart.
 */
export type Change<P = number> =
  /** Not yet enough within one period. */
  | { readonly state: "OK"; readonly count: number }
  /** It goes off, and so notifies. */
  | { readonly state: "ALARM"; readonly count: number }
  /** It is in ALARM already, since this record. */
  | { readonly state: "still"; readonly since: P };

interface Episode<P> {
  from: number;
  to: number;
  readonly first: P;
}

/**
 * Nearly as CloudWatch does: it evaluates the last period each minute, and notifies on a change of state only.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export class AlarmState<P = number> {
  readonly #threshold: number;
  readonly #periodMs: number;
  /** In order. */
  readonly #times: number[] = [];
  readonly #episodes: Episode<P>[] = [];

  constructor({ threshold, periodSeconds }: { threshold: number; periodSeconds: number }) {
    this.#threshold = threshold;
    this.#periodMs = periodSeconds * 1000;
  }

  /** @param record Is named to those that come after it. */
  add(time: number, record: P): Change<P> {
    this.#times.splice(firstAfter(this.#times, time), 0, time);
    const count = this.#mostAround(time);
    if (count < this.#threshold) return { state: "OK", count };
    const episode = this.#episodes.find(
      ({ from, to }) => time > from - this.#periodMs && time < to + this.#periodMs,
    );
    if (episode === undefined) {
      this.#episodes.push({ from: time, to: time, first: record });
      return { state: "ALARM", count };
    }
    episode.from = Math.min(episode.from, time);
    episode.to = Math.max(episode.to, time);
    return { state: "still", since: episode.first };
  }

  /** The largest number of records in a period that has this time in it. */
  #mostAround(time: number): number {
    const first = firstAfter(this.#times, time - this.#periodMs);
    const end = firstAfter(this.#times, time);
    let most = 0;
    for (let from = first; from < end; from += 1) {
      const start = this.#times[from] ?? 0;
      const to = firstAfter(this.#times, start + this.#periodMs - 1);
      most = Math.max(most, to - from);
      // More than enough is not counted further: an attack may be thousands of records in a second.
      if (most >= this.#threshold) return most;
    }
    return most;
  }
}

/** Index of the first time that is later. */
function firstAfter(times: readonly number[], time: number): number {
  let from = 0;
  let to = times.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] ?? 0) <= time) from = middle + 1;
    else to = middle;
  }
  return from;
}
