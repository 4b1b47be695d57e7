// Reads the rule of a composite alarm, and says whether the alarm goes off by what is known of the alarms that it names.
// NOT binds more closely than AND, and AND more closely than OR.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html

/** undefined while it is not known. */
export type Truth = boolean | undefined;

type State = "ALARM" | "OK" | "INSUFFICIENT_DATA";

export type AlarmRule =
  | { readonly is: "constant"; readonly value: boolean }
  | { readonly is: "state"; readonly state: State; readonly alarm: string }
  | { readonly is: "not"; readonly part: AlarmRule }
  /** As many of the parts as are needed: all for AND, one for OR. */
  | { readonly is: "atLeast"; readonly needed: number; readonly parts: readonly AlarmRule[] };

const LONGEST = 10_240;
/** Levels of brackets that are read. */
const DEEPEST = 100;

const STATES: readonly string[] = ["ALARM", "OK", "INSUFFICIENT_DATA"] satisfies readonly State[];

/** undefined when it is none that CloudWatch would take, or has more brackets than people write. */
export function parseAlarmRule(text: string): AlarmRule | undefined {
  const tokens = text.length <= LONGEST ? tokensOf(text) : undefined;
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens);
  try {
    const rule = reader.either(DEEPEST);
    return reader.isAtEnd() ? rule : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Texts in quotes keep their first one. */
function tokensOf(text: string): readonly string[] | undefined {
  const tokens: readonly string[] = text.match(/"(?:[^"\\]|\\.)*"|[(),]|[^\s(),"]+|"/g) ?? [];
  return tokens.includes('"')
    ? undefined
    : tokens.map((token) =>
        token.startsWith('"') ? token.slice(0, -1).replace(/\\(.)/g, "$1") : token,
      );
}

class Unreadable extends Error {}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(levels: number): AlarmRule {
    const parts = [this.#both(levels)];
    while (this.#takes("OR")) parts.push(this.#both(levels));
    return { is: "atLeast", needed: 1, parts };
  }

  #both(levels: number): AlarmRule {
    const parts = [this.#single(levels)];
    while (this.#takes("AND")) parts.push(this.#single(levels));
    return { is: "atLeast", needed: parts.length, parts };
  }

  #single(levels: number): AlarmRule {
    if (levels === 0) throw new Unreadable();
    let isNegated = false;
    while (this.#takes("NOT")) isNegated = !isNegated;
    const part = this.#takes("(") ? this.#closed(this.either(levels - 1)) : this.#term();
    return isNegated ? { is: "not", part } : part;
  }

  #term(): AlarmRule {
    const word = this.#next();
    if (word === "TRUE" || word === "FALSE") return { is: "constant", value: word === "TRUE" };
    this.#demand("(");
    if (word === "AT_LEAST") return this.#closed(this.#count());
    if (!isState(word)) throw new Unreadable();
    return this.#closed({ is: "state", state: word, alarm: this.#alarm() });
  }

  /** E.g. `AT_LEAST(50%, NOT OK, (one, two))`, from behind the first bracket. */
  #count(): AlarmRule {
    const [, digits, percent] = /^(\d+)(%?)$/.exec(this.#next()) ?? [];
    this.#demand(",");
    const isNegated = this.#takes("NOT");
    const state = this.#next();
    if (Number(digits ?? 0) === 0 || !isState(state)) throw new Unreadable();
    this.#demand(",");
    this.#demand("(");
    const parts: AlarmRule[] = [];
    do {
      const part = { is: "state", state, alarm: this.#alarm() } as const;
      parts.push(isNegated ? { is: "not", part } : part);
    } while (this.#takes(","));
    const count =
      percent === "%" ? Math.ceil((Number(digits) * parts.length) / 100) : Number(digits);
    return this.#closed({ is: "atLeast", needed: count, parts });
  }

  /** A name or an ARN; without quotes there may be spaces in it. */
  #alarm(): string {
    const words: string[] = [];
    while (![")", ",", undefined].includes(this.#tokens[this.#at])) words.push(this.#next());
    const alarm = words.join(" ");
    return plain(alarm.startsWith('"') ? alarm.slice(1) : alarm);
  }

  #closed(rule: AlarmRule): AlarmRule {
    this.#demand(")");
    return rule;
  }

  #takes(token: string): boolean {
    const isNext = this.#tokens[this.#at] === token;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #demand(token: string): void {
    if (!this.#takes(token)) throw new Unreadable();
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Unreadable();
    this.#at += 1;
    return token;
  }
}

function isState(word: string): word is State {
  return STATES.includes(word);
}

/** The form in which names of alarms are compared. */
export function plain(name: string): string {
  return name.trim().split(/\s+/).join(" ");
}

/** Whether the rule holds, by whether the alarms that it names are in the state ALARM or else OK. */
export function holds(rule: AlarmRule, isInAlarm: (alarm: string) => Truth): Truth {
  switch (rule.is) {
    case "constant":
      return rule.value;
    case "state": {
      const inAlarm = isInAlarm(rule.alarm);
      if (rule.state === "ALARM") return inAlarm;
      return rule.state === "OK" ? opposite(inAlarm) : inAlarm === undefined ? undefined : false;
    }
    case "not":
      return opposite(holds(rule.part, isInAlarm));
    case "atLeast": {
      const truths = rule.parts.map((part) => holds(part, isInAlarm));
      const sure = truths.filter((truth) => truth === true).length;
      if (sure >= rule.needed) return true;
      const possible = truths.filter((truth) => truth !== false).length;
      return possible >= rule.needed ? undefined : false;
    }
  }
}

function opposite(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** Alarms whose going off speaks for the rule. */
export function alarmsFor(rule: AlarmRule, isNegated = false): readonly string[] {
  switch (rule.is) {
    case "constant":
      return [];
    case "state":
      return rule.state === (isNegated ? "OK" : "ALARM") ? [rule.alarm] : [];
    case "not":
      return alarmsFor(rule.part, !isNegated);
    case "atLeast":
      return rule.parts.flatMap((part) => alarmsFor(part, isNegated));
  }
}
