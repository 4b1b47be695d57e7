import type { Regex, RegexItem } from "./tree";

// Searches text with a filter pattern's regular expression in time that grows with the length of
// text times the length of the expression: all possibilities advance together, character by
// character (Thompson's construction), so that no expression can hang a replay.

/** One character to read, or an anchor. */
interface Step {
  readonly item: RegexItem;
  /** May be passed without reading a character. */
  readonly optional: boolean;
  /** May read any number of characters. */
  readonly repeats: boolean;
}

/** How many characters the counted repeats of an expression spell out; bounds the search. */
export function regexSize(regex: Regex): number {
  const size = (item: RegexItem): number =>
    item.kind === "repeat" ? Math.max(item.min, item.max ?? 0, 1) : 1;
  return regex.branches.flat().reduce((sum, item) => sum + size(item), 0);
}

/** Whether the expression matches anywhere in the text. */
export function searchRegex(regex: Regex, text: string): boolean {
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return regex.branches.some((branch) => searchBranch(branch.flatMap(steps), characters));
}

function steps(item: RegexItem): readonly Step[] {
  if (item.kind !== "repeat") return [{ item, optional: false, repeats: false }];
  const required = Array<Step>(item.min).fill({
    item,
    optional: false,
    repeats: false,
  });
  if (item.max === null) return [...required, { item, optional: true, repeats: true }];
  const more = Array<Step>(item.max - item.min).fill({
    item,
    optional: true,
    repeats: false,
  });
  return [...required, ...more];
}

function searchBranch(branch: readonly Step[], characters: readonly number[]): boolean {
  let active = new Set<number>();
  for (let position = 0; position <= characters.length; position += 1) {
    const atEnd = position === characters.length;
    const enter = (index: number, into: Set<number>): void => {
      for (let next = index; !into.has(next); next += 1) {
        into.add(next);
        if (!passable(branch[next], position === 0, atEnd)) return;
      }
    };
    const reached = new Set<number>();
    for (const index of active) enter(index, reached);
    enter(0, reached); // a match may begin at any place
    if (reached.has(branch.length)) return true;
    active = new Set();
    for (const index of reached) {
      const step = branch[index];
      if (step === undefined || !reads(step.item, characters[position])) continue;
      active.add(step.repeats ? index : index + 1);
    }
  }
  return false;
}

function passable(step: Step | undefined, atStart: boolean, atEnd: boolean): boolean {
  if (step?.item.kind === "start") return atStart;
  if (step?.item.kind === "end") return atEnd;
  return step?.optional ?? false;
}

function reads(item: RegexItem, character: number | undefined): boolean {
  if (item.kind !== "repeat" || character === undefined) return false;
  return item.ranges.some(([first, last]) => first <= character && character <= last);
}
