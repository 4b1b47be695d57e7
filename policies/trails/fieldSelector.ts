import { restrictionsOfEventSource } from "./eventSourceFilter";
import {
  isWritten,
  Restriction,
  restrictionsOfExcludedSources,
  restrictionsOfOtherProperties,
  withholdsAll,
} from "./restriction";
import { isAbsent } from "../values";
import type { SelectorNames } from "./selectorNames";

// What one field selector keeps out, in an advanced event selector for management events.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html

/** What records events. An event data store has more fields and operators to select by. */
export type Recorder = "trail" | "eventDataStore";

/** Fields that only an event data store has for management events. Their values are open: nobody can list those of all KMS events. */
const STORE_FIELDS: readonly unknown[] = [
  "eventName",
  "eventType",
  "sessionCredentialFromConsole",
  "userIdentity.arn",
];

export function restrictionsOfFieldSelector(
  selector: unknown,
  path: string,
  names: SelectorNames,
  recorder: Recorder,
): readonly Restriction[] {
  if (!isWritten(selector)) {
    return [withholdsAll(path, selector, "is not a field selector", "remove it")];
  }
  const ofOnly = (operator: string, ofValues: OfValues): readonly Restriction[] =>
    ofOnlyOperator(selector, path, names.field, operator, ofValues);
  switch (selector[names.field]) {
    case "eventCategory":
      return ofOnly(names.equals, ofEventCategory);
    case "readOnly":
      return ofOnly(names.equals, (values, at) => ofReadOnly(values, at, names));
    case "eventSource":
      return recorder === "trail"
        ? ofOnly(names.notEquals, restrictionsOfExcludedSources)
        : restrictionsOfEventSource(selector, path, names);
    default:
      return [ofOtherField(selector[names.field], path, names, recorder)];
  }
}

/** A trail has eventCategory and readOnly, both with Equals, eventSource with NotEquals, and no more. */
function ofOtherField(
  field: unknown,
  path: string,
  names: SelectorNames,
  recorder: Recorder,
): Restriction {
  const at = `${path}.${names.field}`;
  if (recorder === "trail") {
    const why =
      "is not eventCategory, readOnly or eventSource, the only fields that a trail has for management events";
    return withholdsAll(at, field, why, `remove ${path}`);
  }
  return STORE_FIELDS.includes(field)
    ? withholdsAll(
        at,
        field,
        `is ${String(field)}, by which KMS events can be left out`,
        `remove ${path}, or add a selector for all management events of "kms.amazonaws.com"`,
      )
    : withholdsAll(
        at,
        field,
        "is not a field that an event data store has for management events",
        `remove ${path}`,
      );
}

type OfValues = (values: unknown, path: string) => readonly Restriction[];

/** Reads the only operator that the field may have. */
function ofOnlyOperator(
  selector: Readonly<Record<string, unknown>>,
  path: string,
  field: string,
  operator: string,
  ofValues: OfValues,
): readonly Restriction[] {
  const values = selector[operator];
  return [
    ...restrictionsOfOtherProperties(selector, path, [field, operator]),
    ...(isAbsent(values)
      ? [withholdsAll(path, values, `has no ${operator}`, `remove ${path}, or complete it`)]
      : ofValues(values, `${path}.${operator}`)),
  ];
}

function ofEventCategory(values: unknown, path: string): readonly Restriction[] {
  return isListOf(values, ["Management"])
    ? []
    : [withholdsAll(path, values, 'is not ["Management"]', 'set it to ["Management"]')];
}

/** A list may repeat its value. */
function isListOf(values: unknown, expected: readonly unknown[]): boolean {
  return Array.isArray(values) && values.every((value) => expected.includes(value));
}

/** AWS: "A value of true logs only read events. A value of false logs only write events." */
function ofReadOnly(
  values: unknown,
  path: string,
  { textMayBeBoolean }: SelectorNames,
): readonly Restriction[] {
  const fix = "remove this field selector, so that reads and writes are both logged";
  if (isListOf(values, textMayBeBoolean ? ["true", true] : ["true"])) {
    return [{ path, why: 'is ["true"]', fix, withholds: (event) => !event.readOnly }];
  }
  if (isListOf(values, textMayBeBoolean ? ["false", false] : ["false"])) {
    return [{ path, why: 'is ["false"]', fix, withholds: (event) => event.readOnly }];
  }
  return [withholdsAll(path, values, 'is neither ["true"] nor ["false"]', fix)];
}
