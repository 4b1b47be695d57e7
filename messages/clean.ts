// Takes values out of records that anybody may have shaped: finds fields whatever is there, and makes strings fit to be shown.

/** Longer values are cut: a message must stay readable, and within the 256 KB of SNS. */
const LONGEST = 300;

/** The value at a path of own properties; undefined if anything on the way is missing or no object. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) =>
      typeof found === "object" && found !== null && Object.hasOwn(found, name)
        ? (found as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}

/** The string at a path, fit to be shown; undefined if there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  return clean(valueAt(value, ...path));
}

/** The elements of the list at a path; none if there is no list. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/**
 * A string on one line, in which no mail or chat program finds a link, without what a reader cannot see: control characters, format characters, such as those that turn the
 * direction of text round, halves of surrogate pairs, and what Unicode has not assigned. Undefined for all else, and for strings with nothing to see.
 */
export function clean(value: unknown, longest = LONGEST): string | undefined {
  if (typeof value !== "string") return undefined;
  // Cut before anything is searched, so that the cost does not grow with what somebody sent.
  const visible = value
    .slice(0, longest * 4)
    .replace(/[\p{C}\s]+/gu, " ")
    .replaceAll("://", "[:]//")
    .trim();
  return visible === "" ? undefined : cut(visible, longest);
}

/** At most so many code points; the last one says that more was there. */
export function cut(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
