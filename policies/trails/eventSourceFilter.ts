import {
  isTooLong,
  ManagementEvent,
  Restriction,
  restrictionsOfOtherProperties,
  tooLong,
  withholdsAll,
} from "./restriction";
import { isAbsent } from "../values";
import type { SelectorNames } from "./selectorNames";

// What an event data store keeps out by eventSource, for which it has every operator: an event passes if no excluding operator
// matches it, and, where there are including ones, at least one of those does.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-conditions

interface Operator {
  readonly name: string;
  readonly excludes: boolean;
  readonly matches: (source: string, value: string) => boolean;
}

const equals = (source: string, value: string): boolean => source === value;
const startsWith = (source: string, value: string): boolean => source.startsWith(value);
const endsWith = (source: string, value: string): boolean => source.endsWith(value);

function operatorsOf(names: SelectorNames): readonly Operator[] {
  return [
    { name: names.equals, excludes: false, matches: equals },
    { name: names.startsWith, excludes: false, matches: startsWith },
    { name: names.endsWith, excludes: false, matches: endsWith },
    { name: names.notEquals, excludes: true, matches: equals },
    { name: names.notStartsWith, excludes: true, matches: startsWith },
    { name: names.notEndsWith, excludes: true, matches: endsWith },
  ];
}

export function restrictionsOfEventSource(
  selector: Readonly<Record<string, unknown>>,
  path: string,
  names: SelectorNames,
): readonly Restriction[] {
  const operators = operatorsOf(names);
  const used = operators.filter(({ name }) => !isAbsent(selector[name]));
  const others = restrictionsOfOtherProperties(selector, path, [
    names.field,
    ...operators.map(({ name }) => name),
  ]);
  if (used.length === 0) {
    const fix = `remove ${path}, or complete it`;
    return [...others, withholdsAll(path, undefined, "has no operator", fix)];
  }
  const faults = used.flatMap(({ name }) => faultsOf(selector[name], `${path}.${name}`));
  if (faults.length > 0) {
    return [...others, ...faults];
  }
  const excluding = used.filter(({ excludes }) => excludes);
  const including = used.filter(({ excludes }) => !excludes);
  return [
    ...others,
    ...excluding.flatMap((operator) => exclusions(operator, selector, path)),
    ...(including.length === 0 ? [] : [notIncluded(including, selector, path)]),
  ];
}

/** AWS: "Selectors don't support the use of wildcards like *", so nobody knows what one does. */
function faultsOf(values: unknown, path: string): readonly Restriction[] {
  if (!Array.isArray(values)) {
    return [withholdsAll(path, values, "is not a list of event sources", "make it a list")];
  }
  if (isTooLong(values)) return [tooLong(path)];
  return values.flatMap((value: unknown, index) =>
    typeof value === "string" && /^[^*?]+$/.test(value) && !value.includes("{{resolve:")
      ? []
      : [withholdsAll(`${path}[${index}]`, value, "is not an event source", "remove it")],
  );
}

/** AWS matches the exact text. Case is overlooked here all the same, because an exclusion in another case is not meant well. */
function exclusions(
  { name, matches }: Operator,
  selector: Readonly<Record<string, unknown>>,
  path: string,
): readonly Restriction[] {
  return textsOf(selector[name]).map((value, index) => ({
    path: `${path}.${name}[${index}]`,
    why: 'excludes "kms.amazonaws.com"',
    fix: "remove it",
    withholds: (event) => matches(event.eventSource.toLowerCase(), value.toLowerCase()),
  }));
}

function notIncluded(
  operators: readonly Operator[],
  selector: Readonly<Record<string, unknown>>,
  path: string,
): Restriction {
  const includes = ({ eventSource }: ManagementEvent): boolean =>
    operators.some(({ name, matches }) =>
      textsOf(selector[name]).some((value) => matches(eventSource, value)),
    );
  return {
    path,
    why: 'selects event sources without "kms.amazonaws.com"',
    fix: `add "kms.amazonaws.com", or remove ${path}`,
    withholds: (event) => !includes(event),
  };
}

function textsOf(values: unknown): readonly string[] {
  return values as readonly string[];
}
