import { type Recorder, restrictionsOfFieldSelector } from "./fieldSelector";
import {
  isTooLong,
  isWritten,
  Restriction,
  restrictionsOfOtherProperties,
  tooLong,
  withholdsAll,
} from "./restriction";
import type { SelectorNames } from "./selectorNames";

// What one advanced event selector keeps out: an event must satisfy every field selector in it.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html

/** Categories of events other than management events. */
const OTHER_CATEGORIES: Readonly<Record<Recorder, readonly unknown[]>> = {
  trail: ["Data", "NetworkActivity"],
  eventDataStore: [
    "Data",
    "NetworkActivity",
    "Insight",
    "ConfigurationItem",
    "Evidence",
    "ActivityAuditLog",
  ],
};

/** True if the selector asks for other events than management events: no fault of its own, but it logs no KMS call. */
export function isForOtherCategory(
  selector: unknown,
  names: SelectorNames,
  recorder: Recorder,
): boolean {
  const fields: unknown = isWritten(selector) ? selector[names.fieldSelectors] : undefined;
  const categories = (Array.isArray(fields) ? fields : [])
    .filter(isWritten)
    .filter((field) => field[names.field] === "eventCategory");
  return (
    categories.length > 0 &&
    categories.every((category) => isOtherCategory(category, names, recorder))
  );
}

function isOtherCategory(
  category: Readonly<Record<string, unknown>>,
  names: SelectorNames,
  recorder: Recorder,
): boolean {
  const values = category[names.equals];
  return (
    restrictionsOfOtherProperties(category, "", [names.field, names.equals]).length === 0 &&
    Array.isArray(values) &&
    values.length > 0 &&
    values.every((value) => OTHER_CATEGORIES[recorder].includes(value))
  );
}

export function restrictionsOfAdvancedSelector(
  selector: unknown,
  path: string,
  names: SelectorNames,
  recorder: Recorder,
): readonly Restriction[] {
  if (!isWritten(selector)) {
    return [withholdsAll(path, selector, "is not an advanced event selector", "remove it")];
  }
  const fields = selector[names.fieldSelectors];
  const others = restrictionsOfOtherProperties(selector, path, [names.name, names.fieldSelectors]);
  return [
    ...others,
    ...ofFieldSelectors(fields, `${path}.${names.fieldSelectors}`, names, recorder),
  ];
}

function ofFieldSelectors(
  fields: unknown,
  path: string,
  names: SelectorNames,
  recorder: Recorder,
): readonly Restriction[] {
  const fix = `add { ${names.field}: "eventCategory", ${names.equals}: ["Management"] }`;
  if (!Array.isArray(fields)) {
    return [withholdsAll(path, fields, "is not a list of field selectors", fix)];
  }
  if (isTooLong(fields)) return [tooLong(path)];
  const restrictions = fields.flatMap((field: unknown, index) =>
    restrictionsOfFieldSelector(field, `${path}[${index}]`, names, recorder),
  );
  const hasCategory = fields.some(
    (field: unknown) => isWritten(field) && field[names.field] === "eventCategory",
  );
  return hasCategory
    ? restrictions
    : [...restrictions, withholdsAll(path, fields, "has no eventCategory", fix)];
}
