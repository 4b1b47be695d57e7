import type { Violation } from "../rule";

// A resource as CloudFormation describes it, found inside a property of a Pulumi resource.

export interface TemplatedResource {
  /** E.g. `AWS::CloudTrail::Trail`. Compare by `isType`. */
  readonly cloudFormationType: string;
  /** Of its properties, e.g. `templateBody.Resources.Audit.Properties`. */
  readonly path: string;
  /** A record as a rule; UNKNOWN if it cannot be read, and then `problem` says why. */
  readonly properties: unknown;
  readonly problem?: Violation;
}

/** What was found in a template: a resource, or a part that can hold resources and that nobody can read. */
export type Found = TemplatedResource | Violation;

export function isTemplatedResource(found: Found): found is TemplatedResource {
  return "cloudFormationType" in found;
}

/** CloudFormation wants the exact case; in another case it is the same thing that is meant. */
export function isType({ cloudFormationType }: TemplatedResource, type: string): boolean {
  return cloudFormationType.toLowerCase() === type.toLowerCase();
}
