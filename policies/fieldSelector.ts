import {
  isAbsent,
  isRecord,
  Restriction,
  restrictionsOfExcludedSources,
  restrictionsOfOtherProperties,
  withholdsAll,
} from "./restriction";
import { SelectorNames } from "./selectorNames";

// What one field selector keeps out of the trail, in an advanced event selector for management events.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html

/** AWS: for management events a trail has eventCategory and readOnly, both with Equals, eventSource with NotEquals, and no more. */
export function restrictionsOfFieldSelector(
  selector: unknown,
  path: string,
  names: SelectorNames,
): readonly Restriction[] {
  if (!isRecord(selector)) {
    return [withholdsAll(path, selector, "is not a field selector", "remove it")];
  }
  const field = selector[names.field];
  switch (field) {
    case "eventCategory":
      return ofOperator(selector, path, names.field, names.equals, ofEventCategory);
    case "readOnly":
      return ofOperator(selector, path, names.field, names.equals, ofReadOnly);
    case "eventSource":
      return ofOperator(
        selector,
        path,
        names.field,
        names.notEquals,
        restrictionsOfExcludedSources,
      );
    default:
      return [
        withholdsAll(
          `${path}.${names.field}`,
          field,
          "is not eventCategory, readOnly or eventSource, the only fields that a trail has for management events",
          `remove ${path}`,
        ),
      ];
  }
}

/** Reads the only operator that the field may have. */
function ofOperator(
  selector: Readonly<Record<string, unknown>>,
  path: string,
  field: string,
  operator: string,
  ofValues: (values: unknown, path: string) => readonly Restriction[],
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
  return isListOf(values, "Management")
    ? []
    : [withholdsAll(path, values, 'is not ["Management"]', 'set it to ["Management"]')];
}

/** A list may repeat its value. */
function isListOf(values: unknown, expected: string): boolean {
  return Array.isArray(values) && values.every((value) => value === expected);
}

/** AWS: "A value of true logs only read events. A value of false logs only write events." */
function ofReadOnly(values: unknown, path: string): readonly Restriction[] {
  const fix = "remove this field selector, so that reads and writes are both logged";
  if (isListOf(values, "true")) {
    return [{ path, why: 'is ["true"]', fix, withholds: (event) => !event.readOnly }];
  }
  if (isListOf(values, "false")) {
    return [{ path, why: 'is ["false"]', fix, withholds: (event) => event.readOnly }];
  }
  return [withholdsAll(path, values, 'is neither ["true"] nor ["false"]', fix)];
}
