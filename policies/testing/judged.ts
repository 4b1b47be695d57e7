import type { Resource, ResourceRule } from "../rule";

// For tests of resource rules: what a rule says of one resource, one sentence for each violation.

export function judged<S>(
  rule: ResourceRule<S>,
  type: string,
  props: Resource["props"],
  settings: object = {},
  protect = false,
): readonly string[] {
  const urn = `urn:pulumi:test::test::${type}::thing`;
  const resource = { type, name: "thing", urn, props, protect, ignoreChanges: [] };
  return rule
    .judge(resource, rule.settings.parse(settings))
    .map(({ path, why }) => `${path} ${why}`.trim());
}

/** A document of the statements given, as JSON text. */
export function documentOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
