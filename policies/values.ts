import { SECRET, UNKNOWN } from "./rule";

// What can be told of one value, whichever resource it stands in.

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The AWS provider takes null and an empty list as not given. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

export interface Fault {
  /** What is wrong; continues a sentence that begins with the property. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
}

export const NOT_KNOWN_AT_PREVIEW = "is not known at preview";

/** Why nobody can tell the value before deployment; undefined if somebody can. */
export function notKnown(value: unknown): Fault | undefined {
  if (value === UNKNOWN) {
    return {
      why: NOT_KNOWN_AT_PREVIEW,
      fix: "give it a value that is known before deployment",
    };
  }
  if (value === SECRET) {
    return { why: "is a secret, which is not judged", fix: "give it a value that is no secret" };
  }
  return isMadeByCloudFormation(value)
    ? { why: "is made by CloudFormation while it deploys", fix: "write the value itself" }
    : undefined;
}

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function isMadeByCloudFormation(value: unknown): boolean {
  if (typeof value === "string") {
    return value.includes("{{resolve:");
  }
  return (
    isRecord(value) && Object.keys(value).some((key) => key === "Ref" || key.startsWith("Fn::"))
  );
}
