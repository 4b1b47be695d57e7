// Groups things by what they have in common, since Node.js 20 has no Map.groupBy.

/** In the order in which each key first comes. */
export function groupsBy<T>(
  things: readonly T[],
  keyOf: (thing: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const keys = [...new Set(things.map(keyOf))];
  return keys.map((key) => [key, things.filter((thing) => keyOf(thing) === key)]);
}
