import { restrictionsOfFieldSelector } from "./fieldSelector";
import { isRecord, Restriction, restrictionsOfOtherProperties, withholdsAll } from "./restriction";
import { SelectorNames } from "./selectorNames";

// What one advanced event selector keeps out of the trail: an event must satisfy every field selector in it.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html

/** Categories of events, other than management events, that a trail can log. */
const OTHER_CATEGORIES: readonly unknown[] = ["Data", "NetworkActivity"];

/** True if the selector asks for other events than management events: no fault of its own, but it logs no KMS call. */
export function isForOtherCategory(selector: unknown, names: SelectorNames): boolean {
  const fields: unknown = isRecord(selector) ? selector[names.fieldSelectors] : undefined;
  return Array.isArray(fields) && fields.some((field) => selectsOtherCategory(field, names));
}

function selectsOtherCategory(field: unknown, names: SelectorNames): boolean {
  if (!isRecord(field) || field[names.field] !== "eventCategory") {
    return false;
  }
  const values = field[names.equals];
  return Array.isArray(values) && values.length > 0 && values.every(isOtherCategory);
}

function isOtherCategory(value: unknown): boolean {
  return OTHER_CATEGORIES.includes(value);
}

export function restrictionsOfAdvancedSelector(
  selector: unknown,
  path: string,
  names: SelectorNames,
): readonly Restriction[] {
  if (!isRecord(selector)) {
    return [withholdsAll(path, selector, "is not an advanced event selector", "remove it")];
  }
  const fields = selector[names.fieldSelectors];
  const others = restrictionsOfOtherProperties(selector, path, [names.name, names.fieldSelectors]);
  return [...others, ...ofFieldSelectors(fields, `${path}.${names.fieldSelectors}`, names)];
}

function ofFieldSelectors(
  fields: unknown,
  path: string,
  names: SelectorNames,
): readonly Restriction[] {
  const fix = `add { ${names.field}: "eventCategory", ${names.equals}: ["Management"] }`;
  if (!Array.isArray(fields)) {
    return [withholdsAll(path, fields, "is not a list of field selectors", fix)];
  }
  const restrictions = fields.flatMap((field: unknown, index) =>
    restrictionsOfFieldSelector(field, `${path}[${index}]`, names),
  );
  const hasCategory = fields.some(
    (field: unknown) => isRecord(field) && field[names.field] === "eventCategory",
  );
  return hasCategory
    ? restrictions
    : [...restrictions, withholdsAll(path, fields, "has no eventCategory", fix)];
}
