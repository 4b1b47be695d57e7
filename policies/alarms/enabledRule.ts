import type { Resource, Violation } from "../rule";
import { notKnown } from "../values";

// Whether an EventBridge rule is enabled, which two properties of the AWS provider say.

const ENABLED = ["ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"];

/** The properties by which the rule is disabled, or may be. */
export function disabledBy({ props }: Resource): readonly Violation[] {
  const { isEnabled, state } = props;
  return [
    ...mustBeOneOf("state", state, ENABLED, '"ENABLED"'),
    ...mustBeOneOf("isEnabled", isEnabled, [true, "true"], "true"),
  ];
}

function mustBeOneOf(
  path: string,
  value: unknown,
  allowed: readonly unknown[],
  wanted: string,
): readonly Violation[] {
  if (value === undefined || value === null || allowed.includes(value)) return [];
  const why = notKnown(value)?.why ?? `is not ${wanted}`;
  return [{ path, why, fix: `set it to ${wanted}, or leave it out` }];
}
