import { type Resource, UNKNOWN } from "../rule";
import { isRecord } from "../values";
import { ofProduct, ofProvisionedProduct, ofVersion, type Place } from "./serviceCatalog";
import { ofServerlessApplication, resourcesNestedIn, resourcesOfStack } from "./stackTemplates";
import { unreadable } from "./template";
import { type Found, isNameOfType, type TemplatedResource } from "./templatedResource";
import { STRICTEST, type TemplateSettings } from "./templateSettings";
import { readDesiredState } from "./templateText";

// The Pulumi resources that carry other AWS resources inside them, as CloudFormation describes those.

export {
  type Found,
  isTemplatedResource,
  isType,
  type TemplatedResource,
} from "./templatedResource";
export { STRICTEST, type TemplateSettings, templateSettings } from "./templateSettings";

type Properties = Resource["props"];
type Form = (props: Properties, settings: TemplateSettings) => readonly Found[];

interface CarriedIn {
  /** Properties that decide which resources are inside. */
  readonly judged: readonly string[];
  readonly form: Form;
}

const STACK: CarriedIn = {
  judged: ["templateBody", "templateUrl"],
  form: ({ templateBody, templateUrl }, settings) =>
    resourcesOfStack(
      { body: templateBody, bodyPath: "templateBody", url: templateUrl, urlPath: "templateUrl" },
      settings,
    ),
};

function product(
  judged: readonly string[],
  of: (place: Place, settings: TemplateSettings) => readonly Found[],
): CarriedIn {
  return { judged, form: (properties, settings) => of({ properties, prefix: "" }, settings) };
}

const PROVISIONED = product(["productId", "productName"], ofProvisionedProduct);

const FORMS: Readonly<Record<string, CarriedIn>> = {
  "aws:cloudcontrol/resource:Resource": {
    judged: ["typeName", "desiredState"],
    form: ({ typeName, desiredState }, settings) =>
      ofOne(typeName, "typeName", desiredStateIn(desiredState), settings),
  },
  "aws-native:index:ExtensionResource": {
    judged: ["type", "properties"],
    form: ({ type, properties }, settings) =>
      ofOne(type, "type", { path: "properties", properties }, settings),
  },
  "aws:cloudformation/stack:Stack": STACK,
  "aws:cloudformation/stackSet:StackSet": STACK,
  "aws-native:cloudformation:Stack": STACK,
  "aws-native:cloudformation:StackSet": STACK,
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": {
    judged: ["applicationId"],
    form: ({ applicationId }, settings) =>
      ofServerlessApplication(applicationId, "applicationId", settings),
  },
  "aws:servicecatalog/product:Product": product(["provisioningArtifactParameters"], ofProduct),
  "aws:servicecatalog/provisioningArtifact:ProvisioningArtifact": product(
    ["templateUrl", "templatePhysicalId"],
    ofVersion,
  ),
  "aws:servicecatalog/provisionedProduct:ProvisionedProduct": PROVISIONED,
  "aws-native:servicecatalog:CloudFormationProduct": product(
    ["provisioningArtifactParameters", "sourceConnection"],
    ofProduct,
  ),
  "aws-native:servicecatalog:CloudFormationProvisionedProduct": PROVISIONED,
};

/** Pulumi types that `templatedResources` looks into. */
export const TEMPLATED_TYPES: readonly string[] = Object.keys(FORMS);

/** The properties of such a type that decide which resources are inside; none for another type. */
export function carryingProperties(type: string): readonly string[] {
  return Object.hasOwn(FORMS, type) ? (FORMS[type]?.judged ?? []) : [];
}

/**
 * Every AWS resource inside, and a violation for each part that may hold more and cannot be read. None for another type.
 * The core rule reports those violations; other rules pass over them.
 */
export function templatedResources(
  { type, props }: Pick<Resource, "type" | "props">,
  settings: TemplateSettings = STRICTEST,
): readonly Found[] {
  return Object.hasOwn(FORMS, type) ? (FORMS[type]?.form(props, settings) ?? []) : [];
}

type Content = Omit<TemplatedResource, "cloudFormationType">;

function ofOne(
  type: unknown,
  typePath: string,
  content: Content,
  settings: TemplateSettings,
): readonly Found[] {
  if (!isNameOfType(type)) {
    return [unreadable(type, typePath, "is not a type", "write the type of the resource")];
  }
  const found = { cloudFormationType: type, ...content };
  return [found, ...resourcesNestedIn(found, settings)];
}

function desiredStateIn(desiredState: unknown): Content {
  const path = "desiredState";
  const read =
    typeof desiredState === "string"
      ? readDesiredState(desiredState)
      : unreadable(desiredState, path, "is not JSON", "write it as JSON");
  if ("why" in read) {
    return { path, properties: UNKNOWN, problem: { path, why: read.why, fix: read.fix } };
  }
  return isRecord(read.value)
    ? { path, properties: read.value }
    : {
        path,
        properties: UNKNOWN,
        problem: { path, why: "is not an object", fix: "write an object in JSON" },
      };
}
