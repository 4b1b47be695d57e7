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

/**
 * A text that is no whole name of a type, as `AWS::${Service}::Trail` or one that ends in a blank, may become another one.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RegisterType.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
const NAME_OF_TYPE = /^[A-Za-z0-9]+(::[A-Za-z0-9]+)+$|^Custom::[\w@-]+$/;

export function isNameOfType(value: unknown): value is string {
  return typeof value === "string" && NAME_OF_TYPE.test(value);
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
