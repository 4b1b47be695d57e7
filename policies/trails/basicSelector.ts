import {
  isWritten,
  Restriction,
  restrictionsOfExcludedSources,
  restrictionsOfOtherProperties,
  withholdsAll,
} from "./restriction";
import { isAbsent } from "../values";
import type { SelectorNames } from "./selectorNames";

// What one basic event selector keeps out of the trail.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html

/** True if the selector only asks for data events: no fault of its own, but it logs no KMS call. */
export function isForDataEvents(selector: unknown, names: SelectorNames): boolean {
  return isWritten(selector) && booleanIn(selector[names.includeManagementEvents], names) === false;
}

export function restrictionsOfBasicSelector(
  selector: unknown,
  path: string,
  names: SelectorNames,
): readonly Restriction[] {
  if (!isWritten(selector)) {
    return [withholdsAll(path, selector, "is not an event selector", "remove it")];
  }
  const { readWriteType, includeManagementEvents, excludeManagementEventSources } = names;
  const excluded = selector[excludeManagementEventSources];
  return [
    ...restrictionsOfOtherProperties(selector, path, [
      readWriteType,
      includeManagementEvents,
      excludeManagementEventSources,
      names.dataResources,
    ]),
    ...ofIncludeManagementEvents(
      booleanIn(selector[includeManagementEvents], names),
      `${path}.${includeManagementEvents}`,
    ),
    ...ofReadWriteType(selector[readWriteType], `${path}.${readWriteType}`),
    ...(isAbsent(excluded)
      ? []
      : restrictionsOfExcludedSources(excluded, `${path}.${excludeManagementEventSources}`)),
  ];
}

function booleanIn(value: unknown, { textMayBeBoolean }: SelectorNames): unknown {
  return textMayBeBoolean && (value === "true" || value === "false") ? value === "true" : value;
}

/** AWS: "By default, the value is true." */
function ofIncludeManagementEvents(value: unknown, path: string): readonly Restriction[] {
  if (value === undefined || value === null || value === true) {
    return [];
  }
  const why = value === false ? "is false" : "is neither true nor false";
  return [withholdsAll(path, value, why, "set it to true, or leave it out")];
}

/** AWS: "By default, the value is All." */
function ofReadWriteType(value: unknown, path: string): readonly Restriction[] {
  const fix = 'set it to "All", or leave it out';
  switch (value) {
    case undefined:
    case null:
    case "All":
      return [];
    case "ReadOnly":
      return [
        {
          path,
          why: 'is "ReadOnly"',
          fix,
          withholds: (event) => !event.readOnly,
        },
      ];
    case "WriteOnly":
      return [
        {
          path,
          why: 'is "WriteOnly"',
          fix,
          withholds: (event) => event.readOnly,
        },
      ];
    default:
      return [withholdsAll(path, value, "is not a value that CloudTrail knows", fix)];
  }
}
