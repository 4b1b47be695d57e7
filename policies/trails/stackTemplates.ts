import { isWritten } from "./restriction";
import { isAbsent, isRecord } from "../values";
import { ofProduct, ofProvisionedProduct, type Place } from "./serviceCatalog";
import { resourcesOfTemplate, unreadable } from "./template";
import type { Found, TemplatedResource } from "./templatedResource";
import { isAllowedApplication, isAllowedUrl, type TemplateSettings } from "./templateSettings";
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

type Nested = (place: Place, settings: TemplateSettings, depth: number) => readonly Found[];

const NESTED: ReadonlyMap<string, Nested> = new Map(
  Object.entries<Nested>({
    "AWS::CloudFormation::Stack": ofNestedStack,
    "AWS::CloudFormation::StackSet": ofNestedStack,
    "AWS::Serverless::Application": ofApplication,
    "AWS::ServiceCatalog::CloudFormationProduct": ofProduct,
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct": ofProvisionedProduct,
  }).map(([type, nested]) => [type.toLowerCase(), nested]),
);

/** What a resource that is made from a template of its own holds. */
export function resourcesNestedIn(
  { cloudFormationType, path, properties, problem }: TemplatedResource,
  settings: TemplateSettings,
  depth = DEEPEST,
): readonly Found[] {
  const nested = NESTED.get(cloudFormationType.toLowerCase());
  if (nested === undefined) return [];
  return isWritten(properties)
    ? nested({ properties, prefix: `${path}.` }, settings, depth)
    : [problem ?? unreadable(properties, path, "is not an object", "write it out")];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html and the like. */
function ofNestedStack(
  { properties, prefix }: Place,
  settings: TemplateSettings,
  depth: number,
): readonly Found[] {
  const { TemplateBody: body, TemplateURL, TemplateUrl } = properties;
  const url = TemplateURL ?? TemplateUrl;
  const source = { body, bodyPath: `${prefix}TemplateBody`, url, urlPath: `${prefix}TemplateURL` };
  return resourcesOfStack(source, settings, depth);
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html */
function ofApplication(
  { properties, prefix }: Place,
  settings: TemplateSettings,
): readonly Found[] {
  const location = properties.Location;
  const id: unknown = isRecord(location) ? location.ApplicationId : location;
  return ofServerlessApplication(id, `${prefix}Location`, settings);
}

/** @param id The URL of a template, or the ARN of an application in the Serverless Application Repository. */
export function ofServerlessApplication(
  id: unknown,
  path: string,
  settings: TemplateSettings,
): readonly Found[] {
  const why = "is an application whose template cannot be read before deployment";
  const fix = "write out its resources, or allow it in the setting allowTemplateUrls";
  return isAllowedApplication(id, settings) ? [] : [unreadable(id, path, why, fix)];
}
