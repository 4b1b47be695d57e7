import { type Resource, type ResourceRule, type StackRule, type Violation } from "../rule";

// For tests of rules: a stack in a few words, and what a rule says of it.

export function resource(type: string, name: string, props: Resource["props"]): Resource {
  const urn = `urn:pulumi:test::test::${type}::${name}`;
  return { type, name, urn, props, protect: false, ignoreChanges: [] };
}

/** One line for each violation: the resource, the path and what is wrong. */
export function said<S>(
  rule: ResourceRule<S> | StackRule<S>,
  resources: readonly Resource[],
  given: object = {},
): readonly string[] {
  const settings = rule.settings.parse(given);
  const found =
    "judge" in rule
      ? resources
          .filter(({ type }) => rule.types.includes(type))
          .flatMap((one) =>
            rule.judge(one, settings).map((violation) => ({ resource: one, violation })),
          )
      : rule.judgeStack(resources, settings);
  return found.map(({ resource: { name }, violation }) => line(name, violation));
}

function line(name: string, { path, why }: Violation): string {
  return `${name}: ${path === "" ? "" : `${path} `}${why}`;
}
