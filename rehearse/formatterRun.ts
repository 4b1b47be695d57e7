// Runs the formatter's own code on records, with the deployed watch list, a memory instead of its table and nobody to tell.
import { makeHandler, type Handler } from "../messages/handler";
import { FORGET_AFTER_SECONDS } from "../messages/names";
import type { Message } from "../messages/message";
import type { DeployedStack } from "./deployedStack";
import type { Item } from "./item";
import type { Place } from "./place";
import type { Repeated } from "./rehearsed";

const FORGET_AFTER_MS = FORGET_AFTER_SECONDS * 1000;

/**
 * Acts, not records. By number and not by time, because an export of the archive holds one account and region after the other, so that
 * another witness of an act may come a year of records later.
 */
const MOST_REMEMBERED = 100_000;

/** What the formatter does with one record. */
export interface Told {
  readonly messages: readonly Message[];
  readonly repeated: readonly Repeated[];
  /** Why it failed, if it did. */
  readonly failure: string | undefined;
}

export class FormatterRun {
  readonly #handler: Handler;
  /** By the formatter's own key of the act: what told of it last, and when. */
  readonly #told = new Map<string, { readonly place: Place; readonly time: number }>();
  readonly #mostRemembered: number;
  #now = { place: { file: "", record: 0 }, time: 0 };
  #messages: Message[] = [];
  #repeated: Repeated[] = [];

  constructor(
    { watchList }: NonNullable<DeployedStack["formatter"]>,
    homeRegion: string,
    mostRemembered = MOST_REMEMBERED,
  ) {
    this.#mostRemembered = mostRemembered;
    this.#handler = makeHandler({
      watchList,
      links: { ...watchList, region: homeRegion },
      outlet: {
        publish: (message) => Promise.resolve(void this.#messages.push(message)),
        putEvent: () => Promise.resolve(),
        putTold: () => Promise.resolve(),
        beat: () => Promise.resolve(),
        putTrailFaults: () => Promise.resolve([]),
      },
      told: { once: (key, tell) => this.#once(key, tell) },
      // Machines are told what people are, and nothing of it is shown.
      sent: { once: () => Promise.resolve("told") },
      log: () => undefined,
    });
  }

  /** One record after the other: the state is that of the record at hand. */
  async run({ event, time }: Item, place: Place): Promise<Told> {
    this.#now = { place, time: time === null ? 0 : Date.parse(time) };
    this.#messages = [];
    this.#repeated = [];
    let failure: string | undefined;
    try {
      await this.#handler(event, { getRemainingTimeInMillis: () => 60_000 });
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    return { messages: this.#messages, repeated: this.#repeated, failure };
  }

  async #once(key: string, tell: () => Promise<void>): Promise<"told" | "repeated"> {
    const before = this.#told.get(key);
    if (before !== undefined && Math.abs(this.#now.time - before.time) < FORGET_AFTER_MS) {
      // Keys begin with the detection (messages/handler.ts).
      this.#repeated.push({ detection: key.split(" ")[0] ?? "", ...before.place });
      return "repeated";
    }
    this.#told.delete(key);
    this.#told.set(key, this.#now);
    this.#forgetOldest();
    await tell();
    return "told";
  }

  /** A map keeps the order in which keys were set. */
  #forgetOldest(): void {
    const [oldest] = this.#told.keys();
    if (oldest !== undefined && this.#told.size > this.#mostRemembered) this.#told.delete(oldest);
  }
}
