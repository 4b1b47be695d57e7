// Tells a JSON text that holds a key twice in one object. JSON.parse keeps the last of the two, which need not be the one
// that AWS reads.

/** Every text before a colon is a key, since the text is known to be JSON. */
export function keysInJson(json: string): number {
  let count = 0;
  for (const [, colon] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/gs)) {
    if (colon !== undefined) count += 1;
  }
  return count;
}

export interface Size {
  readonly values: number;
  readonly keys: number;
}

/** How much is in a value, all the way down, or as much as is too much. Without recursion: JSON may nest deeper than the stack goes. */
export function sizeOf(value: unknown, mostValues = Infinity): Size {
  const size = { values: 0, keys: 0 };
  const open = [value];
  while (open.length > 0 && size.values <= mostValues) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    const inner: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    size.values += inner.length;
    if (!Array.isArray(next)) size.keys += inner.length;
    if (size.values > mostValues) break;
    for (const item of inner) open.push(item);
  }
  return size;
}
