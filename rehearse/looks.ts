// Reduces a record to what a pattern looks at, so that AWS need not be asked again about a record that the pattern cannot tell
// from an earlier one. Nothing here says whether a pattern matches: that is AWS's part.

/** What a pattern looks at in the value at one path. */
export interface Look {
  readonly path: readonly string[];
  /** Strings with which the value is compared as a whole. */
  readonly literals: readonly string[];
  /** Strings with which its beginning, and its end, are compared. */
  readonly affixes: readonly Affixes[];
  /** Whether every character matters. */
  readonly whole: boolean;
}

export interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
}

/** All looks at one path, and at what is below it. */
interface Node {
  readonly looks: Look[];
  readonly below: Map<string, Node>;
}

export type Reduce = (value: object) => object;

/** A pattern with these looks matches the reduced value if it matches the value itself. */
export function reducer(looks: readonly Look[]): Reduce {
  const root: Node = { looks: [], below: new Map() };
  for (const look of looks) {
    let node = root;
    for (const name of look.path) {
      const next = node.below.get(name) ?? { looks: [], below: new Map<string, Node>() };
      node.below.set(name, next);
      node = next;
    }
    node.looks.push(look);
  }
  return (value) => reducedObject(root, value);
}

function reducedObject(node: Node, value: object): object {
  const kept = [...node.below].filter(([name]) => Object.hasOwn(value, name));
  const found = value as Readonly<Record<string, unknown>>;
  // From entries, so that a field named __proto__ stays a field.
  return Object.fromEntries(kept.map(([name, next]) => [name, reduced(next, found[name])]));
}

function reduced(node: Node, value: unknown): unknown {
  if (typeof value === "string") return reducedString(node.looks, value);
  if (typeof value !== "object" || value === null) return value;
  if (node.looks.some(({ whole }) => whole)) return value;
  if (Array.isArray(value)) return value.map((element) => reduced(node, element));
  // Without looks below, only that there is an object can matter.
  return reducedObject(node, value);
}

function reducedString(looks: readonly Look[], value: string): string {
  if (looks.some(({ whole }) => whole)) return value;
  const literals = looks.flatMap((look) => look.literals);
  if (literals.includes(value)) return value;
  const affixes = looks.flatMap((look) => look.affixes);
  const short = affixes.length > 0 ? withoutMiddle(value, affixes) : OTHER;
  if (!literals.includes(short)) return short;
  return affixes.length > 0 ? value : other(literals);
}

const OTHER = "other";

/** Stands for every string that is none of the literals. */
function other(literals: readonly string[]): string {
  let text = OTHER;
  while (literals.includes(text)) text += "-";
  return text;
}

const FILLER = "~";

/**
 * Keeps of both ends what they have in common with what they are compared with, be that all of it or less. So a million error
 * messages become as many as an end that is looked for has characters.
 */
function withoutMiddle(value: string, affixes: readonly Affixes[]): string {
  // Only where both ends are looked for can a text be too short for them.
  const both = affixes.filter(({ prefix, suffix }) => prefix !== "" && suffix !== "");
  const shortest = Math.max(1, ...both.map(({ prefix, suffix }) => prefix.length + suffix.length));
  const hasFiller = affixes.some(({ prefix, suffix }) => (prefix + suffix).includes(FILLER));
  // Half of a surrogate pair is no text that AWS could be asked about.
  if (value.length < shortest || hasFiller || /[\ud800-\udfff]/.test(value)) return value;
  const start = Math.max(...affixes.map(({ prefix }) => inCommon(value, prefix)));
  const reversed = Array.from(value).reverse().join("");
  const end = Math.max(
    ...affixes.map(({ suffix }) => inCommon(reversed, Array.from(suffix).reverse().join(""))),
  );
  const tail = end === 0 ? "" : value.slice(-end);
  return value.slice(0, start) + FILLER.repeat(shortest) + tail;
}

/** How many characters both begin with. */
function inCommon(value: string, prefix: string): number {
  let length = 0;
  while (length < prefix.length && value[length] === prefix[length]) length += 1;
  return length;
}
