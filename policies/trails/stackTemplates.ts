import { isAbsent, isRecord, isWritten } from "./restriction";
import { resourcesOfTemplate, unreadable } from "./template";
import { type Found, isType, type TemplatedResource } from "./templatedResource";
import { isAllowedUrl, type TemplateSettings } from "./templateSettings";
import { readTemplate } from "./templateText";

// Finds the template of a stack or stack set, whether a Pulumi resource or a resource in another template, and reads it.

/** What a stack is made from: a template as text, or as a value, or the URL of one. */
interface TemplateSource {
  readonly body: unknown;
  readonly bodyPath: string;
  readonly url: unknown;
  readonly urlPath: string;
}

/** CloudFormation nests stacks without limit, but text in text in text doubles its backslashes each time. */
const DEEPEST = 5;

export function resourcesOfStack(
  { body, bodyPath, url, urlPath }: TemplateSource,
  settings: TemplateSettings,
  depth = DEEPEST,
): readonly Found[] {
  const fix = "give the template itself, or allow the URL in the setting allowTemplateUrls";
  if (isAbsent(body) && isAbsent(url)) {
    // An update without either keeps the template that the stack has.
    return [unreadable(undefined, bodyPath, "is not set, and nor is a URL", "give the template")];
  }
  return [
    ...(isAbsent(url) || isAllowedUrl(url, settings)
      ? []
      : [unreadable(url, urlPath, "is a template that cannot be read before deployment", fix)]),
    ...(isAbsent(body) ? [] : ofBody(body, bodyPath, settings, depth)),
  ];
}

function ofBody(
  body: unknown,
  path: string,
  settings: TemplateSettings,
  depth: number,
): readonly Found[] {
  if (depth === 0) {
    return [{ path, why: "is nested too deep to be read", fix: "nest fewer templates" }];
  }
  const nestedIn = (resource: TemplatedResource): readonly Found[] =>
    resourcesNestedIn(resource, settings, depth - 1);
  const reader = { settings, nestedIn, loops: DEEPEST };
  if (typeof body !== "string") return resourcesOfTemplate(body, path, reader);
  const read = readTemplate(body);
  return "why" in read
    ? [{ path, why: read.why, fix: read.fix }]
    : resourcesOfTemplate(read.value, path, reader);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html and the like. */
export function resourcesNestedIn(
  resource: TemplatedResource,
  settings: TemplateSettings,
  depth = DEEPEST,
): readonly Found[] {
  if (isType(resource, "AWS::Serverless::Application")) return ofApplication(resource, settings);
  const isStack = ["AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet"].some((type) =>
    isType(resource, type),
  );
  if (!isStack) return [];
  const { properties, path } = resource;
  if (!isWritten(properties)) {
    return [resource.problem ?? unreadable(properties, path, "is not an object", "write it out")];
  }
  const { TemplateBody: body, TemplateURL, TemplateUrl } = properties;
  const url = TemplateURL ?? TemplateUrl;
  const source = { body, bodyPath: `${path}.TemplateBody`, url, urlPath: `${path}.TemplateURL` };
  return resourcesOfStack(source, settings, depth);
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html */
function ofApplication(
  { properties, path }: TemplatedResource,
  settings: TemplateSettings,
): readonly Found[] {
  const location: unknown = isRecord(properties) ? properties.Location : undefined;
  const id: unknown = isRecord(location) ? location.ApplicationId : location;
  return ofServerlessApplication(id, `${path}.Location`, settings);
}

/** @param id The URL of a template, or the ARN of an application in the Serverless Application Repository. */
export function ofServerlessApplication(
  id: unknown,
  path: string,
  settings: TemplateSettings,
): readonly Found[] {
  const why = "is an application whose template cannot be read before deployment";
  const fix = "write out its resources, or allow it in the setting allowTemplateUrls";
  return isAllowedUrl(id, settings) ? [] : [unreadable(id, path, why, fix)];
}
