import type { Resource } from "../rule";

// For tests: resources as a rule sees them, in the words of a program, without an engine.

export type Options = Partial<Pick<Resource, "protect" | "ignoreChanges">>;

export function resource(
  type: string,
  name: string,
  props: Resource["props"],
  options: Options = {},
): Resource {
  const urn = `urn:pulumi:test::test::${type}::${name}`;
  return { type, name, urn, props, protect: false, ignoreChanges: [], ...options };
}

/** JSON of a policy document. */
export function documentOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** JSON of the trust in a service. */
export function trust(service: string): string {
  const Principal = { Service: `${service}.amazonaws.com` };
  return documentOf({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
}
