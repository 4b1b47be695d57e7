import { isWritten } from "./restriction";
import { isAbsent } from "../values";
import { unreadable } from "./template";
import type { Found } from "./templatedResource";
import { isAllowedUrl, type TemplateSettings } from "./templateSettings";

// Products of AWS Service Catalog: each is a template that stands elsewhere, and a provisioned product is a stack made from one.

/** Where a product or a version of one is written. */
export interface Place {
  readonly properties: Readonly<Record<string, unknown>>;
  /** Stands before the names of the properties. Those of a Pulumi resource have none, and begin with a small letter. */
  readonly prefix: string;
}

/** What tells a template: the path of a property, and its value. */
type Source = readonly [path: string, value: unknown];

const PRODUCT = {
  why: "is a product of Service Catalog, whose template cannot be read before deployment",
  fix: "write out its resources, or allow the product in the setting allowTemplateUrls",
};
const TEMPLATE = {
  why: "is a template that cannot be read before deployment",
  fix: "allow it in the setting allowTemplateUrls",
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html */
export function ofProvisionedProduct(place: Place, settings: TemplateSettings): readonly Found[] {
  return notAllowed(sourcesIn(place, ["ProductId", "ProductName"]), PRODUCT, settings);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationproduct.html */
export function ofProduct(place: Place, settings: TemplateSettings): readonly Found[] {
  const sources = sourcesIn(place, ["ProvisioningArtifactParameters", "SourceConnection"]);
  return notAllowed(
    sources.flatMap(([path, value]) => sourcesOfVersions(value, path)),
    TEMPLATE,
    settings,
  );
}

/** A version of a product, as the aws provider writes it. */
export function ofVersion(place: Place, settings: TemplateSettings): readonly Found[] {
  return notAllowed(sourcesOfVersion(place), TEMPLATE, settings);
}

/** CloudFormation and aws-native have a list of versions, and the aws provider has one version. */
function sourcesOfVersions(versions: unknown, path: string): readonly Source[] {
  if (!Array.isArray(versions)) {
    return isWritten(versions)
      ? sourcesOfVersion({ properties: versions, prefix: `${path}.` })
      : [[path, versions]];
  }
  return versions.flatMap((version: unknown, index) => sourcesOfInfo(version, `${path}[${index}]`));
}

/** In `Info` stands one of LoadTemplateFromURL and ImportFromPhysicalId: https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisioningArtifactProperties.html */
function sourcesOfInfo(version: unknown, path: string): readonly Source[] {
  if (!isWritten(version)) return [[path, version]];
  const name = "info" in version ? "info" : "Info";
  const info = version[name];
  const sources = isWritten(info) ? Object.entries(info) : [];
  return sources.length === 0
    ? [[`${path}.${name}`, info]]
    : sources.map(([key, value]) => [`${path}.${name}.${key}`, value]);
}

/** A connection to a repository has neither, and so is not understood. */
function sourcesOfVersion({ properties, prefix }: Place): readonly Source[] {
  const given = ["templateUrl", "templatePhysicalId"].filter((name) => !isAbsent(properties[name]));
  return (given.length === 0 ? ["templateUrl"] : given).map((name) => [
    `${prefix}${name}`,
    properties[name],
  ]);
}

/** Without any, the first of the names stands for what is missing. */
function sourcesIn(
  { properties, prefix }: Place,
  names: readonly [string, string],
): readonly Source[] {
  const sources = names
    .map((name) => (prefix === "" ? name.replace(/^./, (first) => first.toLowerCase()) : name))
    .map((name): Source => [`${prefix}${name}`, properties[name]]);
  const given = sources.filter(([, value]) => !isAbsent(value));
  return given.length === 0 ? sources.slice(0, 1) : given;
}

function notAllowed(
  sources: readonly Source[],
  { why, fix }: typeof PRODUCT,
  settings: TemplateSettings,
): readonly Found[] {
  return sources
    .filter(([, value]) => !isAllowedUrl(value, settings))
    .map(([path, value]) => unreadable(value, path, why, fix));
}
