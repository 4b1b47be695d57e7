import { type Resource, SECRET, UNKNOWN, type Violation } from "../rule";
import { type Declaration, declarationsIn, type Kind } from "./declarations";

// Judges one property of each trail, or each event data store, that a resource declares in whatever form.

/** A property by its two names, and what each form has when it is left out. */
export interface Flag {
  readonly kind: Kind;
  readonly name: string;
  readonly cloudFormationName: string;
  readonly wanted: boolean;
  /** The opposite is wanted under CloudFormation's name, as of `suspend` and `IngestionEnabled`. */
  readonly isReversed?: true;
  readonly whenAbsent: boolean;
  /** What is wrong; continues "is false" or the like. */
  readonly consequence: string;
}

export interface GivenProperty {
  readonly kind: Kind;
  readonly name: string;
  readonly cloudFormationName: string;
  readonly consequence: string;
  readonly fix: string;
}

export function flagViolations(resource: Resource, flag: Flag): readonly Violation[] {
  return declarationsIn(resource, flag.kind).flatMap(({ prefix, properties, naming }) => {
    const isCloudFormation = naming !== "aws";
    const wanted = isCloudFormation && flag.isReversed ? !flag.wanted : flag.wanted;
    const absent = isCloudFormation && flag.isReversed ? !flag.whenAbsent : flag.whenAbsent;
    const name = nameIn(flag, naming);
    const value = properties[name];
    if (isTruth(value ?? absent, wanted)) return [];
    const why = `${describe(value, !wanted, absent)}, ${flag.consequence}`;
    return [{ path: `${prefix}${name}`, why, fix: `set it to ${wanted}` }];
  });
}

/** Any value will do, even one that is not known yet, such as the ARN of a key of the same stack. */
export function absenceViolations(resource: Resource, given: GivenProperty): readonly Violation[] {
  return declarationsIn(resource, given.kind).flatMap(({ prefix, properties, naming }) => {
    const name = nameIn(given, naming);
    const value = properties[name];
    if (value !== undefined && value !== null && value !== "") return [];
    return [{ path: `${prefix}${name}`, why: `is not set, ${given.consequence}`, fix: given.fix }];
  });
}

function nameIn(
  { name, cloudFormationName }: Pick<Flag, "name" | "cloudFormationName">,
  naming: Declaration["naming"],
): string {
  switch (naming) {
    case "aws":
      return name;
    case "aws-native":
      return lowerFirst(cloudFormationName);
    case "CloudFormation":
      return cloudFormationName;
  }
}

/** As Pulumi's SDKs for CloudFormation-shaped types name properties: KMSKeyId becomes kmsKeyId, IsLogging isLogging. */
function lowerFirst(name: string): string {
  return name.replace(/^([A-Z]+(?=[A-Z][a-z])|[A-Z])/, (start) => start.toLowerCase());
}

/** Providers and CloudFormation take booleans also as text. */
function isTruth(value: unknown, wanted: boolean): boolean {
  return value === wanted || (typeof value === "string" && value.toLowerCase() === `${wanted}`);
}

function describe(value: unknown, unwanted: boolean, whenAbsent: boolean): string {
  if (value === undefined || value === null) return `is not set and so ${whenAbsent}`;
  if (value === UNKNOWN) return "is not known at preview";
  if (value === SECRET) return "is a secret";
  return isTruth(value, unwanted) ? `is ${unwanted}` : "is neither true nor false";
}
