import { hasUnknown, sameMeaning } from "./meaning";
import { isGeneratedName } from "./naming";
import type { AnyResourceType, Property, Values } from "./resourceType";

// Compares what the program asks for with what AWS holds, by the property table: what changes, and what replaces.

export interface Difference {
  readonly property: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** `news` are the inputs completed by `desired()` of state.ts, `olds` is the state. */
export function differences(type: AnyResourceType, news: Values, olds: Values): Difference[] {
  return Object.entries(type.properties).flatMap(([name, property]) => {
    if (!isChanged(name, property, news, olds)) return [];
    const kind = news[name] === undefined ? "delete" : olds[name] === undefined ? "add" : "update";
    return [{ property: name, kind, replaces: property.replaces === true } as const];
  });
}

export function isChanged(name: string, property: Property, news: Values, olds: Values): boolean {
  const wanted = news[name];
  if (property.output === true && name !== "tagsAll") return false;
  if (wanted === undefined && property.computed === true) return false;
  return hasUnknown(wanted) || !sameMeaning(property, wanted, olds[name]);
}

/** Two resources cannot have one name, so a replacement that keeps the name given by the program deletes first. */
export function deletesBeforeReplacement(
  type: AnyResourceType,
  logicalName: string,
  news: Values,
  olds: Values,
): boolean {
  const { naming } = type;
  if (naming === undefined || isGeneratedName(naming, logicalName, news)) return false;
  return news[naming.property] === olds[naming.property] && news.region === olds.region;
}
