import type { Resource, Violation } from "../rule";

// Finds the entries of `ignoreChanges` by which a property in the cloud may differ from the one that a rule judges.
// https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/

/** @param names Properties of the resource, such as `eventSelectors`, which an entry may name in whole or in part. */
export function ignoredChanges(
  { ignoreChanges }: Pick<Resource, "ignoreChanges">,
  names: readonly string[],
): readonly Violation[] {
  return names.flatMap((name) =>
    ignoreChanges
      .filter((entry) => touches(entry, name))
      .map((entry) => ({
        path: name,
        why: `is in ignoreChanges (as ${JSON.stringify(entry)}), so what is deployed may differ from what is judged`,
        fix: `take ${JSON.stringify(entry)} out of ignoreChanges`,
      })),
  );
}

/** `a`, `a.b`, `a[0]`, `["a"].b`, `*` and `[*]`; an entry of any other form may mean anything. */
function touches(entry: string, name: string): boolean {
  const root = /^(?:\["((?:[^"\\]|\\.)*)"\]|\[(\*|\d+)\]|([^.[\]"]+))/.exec(entry);
  if (root === null) return true;
  const [, quoted, index, plain] = root;
  return index !== undefined || plain === "*" || (quoted ?? plain) === name;
}
