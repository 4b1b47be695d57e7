import { UNKNOWN, type Violation } from "../rule";
import { isWritten } from "./restriction";
import { isRecord, notKnown } from "../values";
import { type Found, isNameOfType, type TemplatedResource } from "./templatedResource";
import { isAllowedTransform, type TemplateSettings } from "./templateSettings";

// Lists the resources of a CloudFormation template. What can add or change resources unseen is a violation.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html

export interface TemplateReader {
  readonly settings: TemplateSettings;
  /** How many loops may stand in one another. */
  readonly loops: number;
  /** Lists what a resource that is a stack of its own holds. */
  readonly nestedIn: (resource: TemplatedResource) => readonly Found[];
}

export function resourcesOfTemplate(
  template: unknown,
  path: string,
  reader: TemplateReader,
): readonly Found[] {
  if (!isWritten(template)) {
    return [unreadable(template, path, "is not a template", "write a template")];
  }
  return [
    ...misspelt(template, path, ["Resources", "Transform"]),
    ...ofTransform(template.Transform, `${path}.Transform`, reader.settings),
    ...ofResources(template.Resources, `${path}.Resources`, reader),
  ];
}

function ofResources(resources: unknown, path: string, reader: TemplateReader): readonly Found[] {
  if (!isRecord(resources)) {
    return [unreadable(resources, path, "is not a section of resources", "list the resources")];
  }
  return Object.entries(resources).flatMap(([name, resource]) =>
    name.startsWith("Fn::ForEach")
      ? ofForEach(resource, `${path}.${name}`, reader)
      : ofEntry(name, resource, `${path}.${name}`, reader),
  );
}

function ofEntry(
  name: string,
  resource: unknown,
  path: string,
  reader: TemplateReader,
): readonly Found[] {
  if (name === "Transform" || name === "Fn::Transform") {
    return ofTransform(resource, path, reader.settings);
  }
  if (name.startsWith("Fn::") || !isWritten(resource)) {
    return [unreadable(resource, path, "is not a resource", "write the resource itself")];
  }
  const type = resource.Type;
  if (!isNameOfType(type)) {
    return [unreadable(type, `${path}.Type`, "is not a type", "write the type of the resource")];
  }
  if (type.toUpperCase().endsWith("::MODULE") && !isAllowedTransform(type, reader.settings)) {
    return [rewritten(`${path}.Type`, "is a module, which can hold a trail that is not seen")];
  }
  const found = {
    cloudFormationType: type,
    path: `${path}.Properties`,
    properties: resource.Properties ?? {},
  };
  return [...misspelt(resource, path, ["Properties"]), found, ...reader.nestedIn(found)];
}

/**
 * Its values differ from turn to turn, so the types of resources count and their properties do not.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
function ofForEach(loop: unknown, path: string, reader: TemplateReader): readonly Found[] {
  if (!Array.isArray(loop) || reader.loops === 0) {
    return [unreadable(loop, path, "is not a loop that can be read", "write the resources out")];
  }
  const inner = { ...reader, loops: reader.loops - 1, nestedIn: () => [] };
  return ofResources(loop[2], `${path}[2]`, inner).flatMap((found) => {
    if (!("cloudFormationType" in found)) return [found];
    const problem = {
      path: found.path,
      why: "is in an Fn::ForEach, whose values are not known before deployment",
      fix: "write the resource out",
    };
    const repeated = { ...found, properties: UNKNOWN, problem };
    return [repeated, ...reader.nestedIn(repeated)];
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html */
function ofTransform(
  transform: unknown,
  path: string,
  settings: TemplateSettings,
): readonly Violation[] {
  const transforms: readonly unknown[] = Array.isArray(transform) ? transform : [transform];
  return transforms.flatMap((each, index) => {
    const name: unknown = isRecord(each) ? each.Name : each;
    const at = Array.isArray(transform) ? `${path}[${index}]` : path;
    return each === undefined || each === null || isAllowedTransform(name, settings)
      ? []
      : [rewritten(at, "can add a trail that is not seen, or change one")];
  });
}

function rewritten(path: string, why: string): Violation {
  return {
    path,
    why,
    fix: "write out what it makes, or name it in the setting allowTransforms",
  };
}

/** CloudFormation refuses another case; a policy does not rely on it. */
function misspelt(
  record: Readonly<Record<string, unknown>>,
  path: string,
  names: readonly string[],
): readonly Violation[] {
  return Object.keys(record).flatMap((key) =>
    names
      .filter((name) => name !== key && name.toLowerCase() === key.toLowerCase())
      .map((name) => ({ path: `${path}.${key}`, why: "is misspelt", fix: `write ${name}` })),
  );
}

export function unreadable(value: unknown, path: string, why: string, fix: string): Violation {
  return { path, ...(notKnown(value) ?? { why, fix }) };
}
