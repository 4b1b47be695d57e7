// Asks AWS whether patterns match, as seldom as possible: once for all records that a pattern cannot tell apart.
import type { AwsEvent, CloudTrailRecord } from "../detections/detection";
import { parseFilterPattern } from "../filterPatterns/parse";
import type { DeployedStack } from "./deployedStack";
import { eventLooks } from "./eventLooks";
import { filterLooks } from "./filterLooks";
import { reducer, type Reduce } from "./looks";

/** What TestMetricFilter takes at once. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html */
const MOST_MESSAGES = 50;
/** How many event patterns are tested at the same time. */
const EVENTS_AT_ONCE = 8;

/** Answers to one pattern by the reduced record, as JSON. */
interface Known {
  readonly reduce: Reduce;
  readonly answers: Map<string, Promise<boolean>>;
}

interface Question {
  readonly message: string;
  readonly answer: (matches: boolean) => void;
  readonly fail: (reason: unknown) => void;
}

export class PatternJudge {
  readonly #stack: Pick<DeployedStack, "testEventPattern" | "testFilterPattern">;
  readonly #events = new Map<string, Known>();
  readonly #filters = new Map<string, Known>();
  readonly #asked = new Map<string, Question[]>();
  #running: Promise<unknown>[] = [];

  constructor(stack: Pick<DeployedStack, "testEventPattern" | "testFilterPattern">) {
    this.#stack = stack;
  }

  /** Whether an event pattern matches. */
  event(pattern: string, event: AwsEvent): Promise<boolean> {
    const known = knownOf(this.#events, pattern, () => reducer(eventLooks(pattern)));
    const reduced = known.reduce(event);
    const key = JSON.stringify(reduced);
    const answer =
      known.answers.get(key) ?? this.#askEvent(pattern, { ...event, detail: {}, ...reduced });
    known.answers.set(key, answer);
    return answer;
  }

  /** Whether a filter pattern of the log group matches. */
  filter(pattern: string, record: CloudTrailRecord): Promise<boolean> {
    const known = knownOf(this.#filters, pattern, () =>
      reducer(filterLooks(parseFilterPattern(pattern))),
    );
    const message = JSON.stringify(known.reduce(record));
    const answer = known.answers.get(message) ?? this.#askFilter(pattern, message);
    known.answers.set(message, answer);
    return answer;
  }

  async #askEvent(pattern: string, event: object): Promise<boolean> {
    while (this.#running.length >= EVENTS_AT_ONCE) await Promise.race(this.#running);
    const asked = this.#stack.testEventPattern(pattern, event);
    const running = asked
      .catch(() => undefined)
      .then(() => void (this.#running = this.#running.filter((other) => other !== running)));
    this.#running.push(running);
    return asked;
  }

  /** Waits until all questions of the moment are there, and puts them together. */
  #askFilter(pattern: string, message: string): Promise<boolean> {
    return new Promise((answer, fail) => {
      const waiting = this.#asked.get(pattern);
      const question = { message, answer, fail };
      if (waiting !== undefined) {
        waiting.push(question);
        return;
      }
      this.#asked.set(pattern, [question]);
      setImmediate(() => void this.#askAll(pattern));
    });
  }

  async #askAll(pattern: string): Promise<void> {
    const questions = this.#asked.get(pattern) ?? [];
    this.#asked.delete(pattern);
    for (let from = 0; from < questions.length; from += MOST_MESSAGES) {
      const group = questions.slice(from, from + MOST_MESSAGES);
      try {
        const messages = group.map(({ message }) => message);
        const answers = await this.#stack.testFilterPattern(pattern, messages);
        group.forEach(({ answer }, index) => answer(answers[index] === true));
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
  }
}

function knownOf(all: Map<string, Known>, pattern: string, reduce: () => Reduce): Known {
  const known = all.get(pattern) ?? {
    reduce: reduce(),
    answers: new Map<string, Promise<boolean>>(),
  };
  all.set(pattern, known);
  return known;
}
