import type { Resource } from "../policies/rule";

// A resource as a rule sees it, in the words of a program: for stacks that are judged without an engine.

export function declared(
  type: string,
  name: string,
  props: Resource["props"],
  options: Partial<Pick<Resource, "protect" | "ignoreChanges">> = {},
): Resource {
  const urn = `urn:pulumi:prod::acme::${type}::${name}`;
  return { type, name, urn, props, protect: false, ignoreChanges: [], ...options };
}

/** JSON of a policy document. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Trust in a service. */
export function trust(service: string): string {
  const Principal = { Service: `${service}.amazonaws.com` };
  return policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
}
