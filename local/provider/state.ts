import { isObject, sameMeaning, UNKNOWN, withDefaults } from "./meaning";
import type { AnyResourceType, Property, Values } from "./resourceType";

// Turns what AWS holds into the engine's state and inputs. Values that mean the same keep the program's spelling,
// so that only real changes show.

export interface Defaults {
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The inputs with every default filled in: the table's, the region and the default tags. */
export function desired(type: AnyResourceType, inputs: Values, defaults: Defaults): Values {
  const values: Record<string, unknown> = { ...withDefaults(type.properties, inputs) };
  if ("region" in type.properties) values.region ??= defaults.region;
  if ("tagsAll" in type.properties)
    values.tagsAll =
      values.tags === UNKNOWN
        ? UNKNOWN
        : { ...defaults.tags, ...(isObject(values.tags) ? values.tags : {}) };
  return values;
}

/** `wanted` are the completed inputs; what AWS cannot hold is taken from there. */
export function stateOf(
  type: AnyResourceType,
  live: Values,
  wanted: Values,
  defaults: Defaults,
): Values {
  const state: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(type.properties)) {
    const isKept = property.setting === true || property.recorded !== undefined;
    const held = name === "tags" ? ownTags(live.tagsAll, wanted.tags, defaults.tags) : live[name];
    const value =
      isKept || sameMeaning(property, wanted[name], held) ? (wanted[name] ?? held) : held;
    const isLeftOut =
      value === undefined ||
      (isEmpty(value) && !isMadeByAws(property) && property.default === undefined);
    if (!isLeftOut) state[name] = value;
  }
  if ("region" in type.properties) state.region = wanted.region;
  return withDefaults(type.properties, state);
}

/** What the program would have to say to get this state, in its own words as far as they are still true. */
export function inputsOf(type: AnyResourceType, state: Values, given: Values): Values {
  const isImport = Object.keys(given).length === 0;
  const inputs: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(type.properties)) {
    if (property.output === true) continue;
    const isSaid = given[name] !== undefined;
    const value =
      isSaid && sameMeaning(property, given[name], state[name]) ? given[name] : state[name];
    const isNew =
      !sameMeaning(property, undefined, state[name]) && (isImport || property.computed !== true);
    if (value !== undefined && (isSaid || isNew)) inputs[name] = value;
  }
  return inputs;
}

/** The state as far as it is known before the resource is made. */
export function previewOf(type: AnyResourceType, wanted: Values, olds: Values): Values {
  const state: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(type.properties)) {
    const value = wanted[name] ?? (isMadeByAws(property) ? (olds[name] ?? UNKNOWN) : undefined);
    if (value !== undefined) state[name] = value;
  }
  return state;
}

function isMadeByAws(property: Property): boolean {
  return property.computed === true || property.output === true;
}

/** Some services answer nothing, and some answer "", [] or {}, for what was never given. */
function isEmpty(value: unknown): boolean {
  return (
    value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0)
  );
}

/** Default tags are not the resource's own, unless the program says them there, too. */
function ownTags(
  live: unknown,
  wanted: unknown,
  defaultTags: Readonly<Record<string, string>>,
): Values {
  const said = isObject(wanted) ? wanted : {};
  const tags = Object.entries(isObject(live) ? live : {});
  return Object.fromEntries(
    tags.filter(([key, value]) => key in said || defaultTags[key] !== value),
  );
}
