import { z } from "zod";

// What a team may allow although nobody can read it before deployment: templates elsewhere, and what rewrites a template.

export const templateSettings = {
  allowTemplateUrls: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Template URLs (or ids of serverless applications, and ids or names of Service Catalog products) that are known to hold no trail that is blind to KMS: whole ones, or beginnings that end in "/". "*" allows every one, even one that is not known yet.',
    ),
  allowTransforms: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Names of CloudFormation macros, and types of modules, that are known to add no trail and to change none. "*" allows every one, even one that is not known yet.',
    ),
};

export interface TemplateSettings {
  readonly allowTemplateUrls: readonly string[];
  readonly allowTransforms: readonly string[];
}

export const STRICTEST: TemplateSettings = { allowTemplateUrls: [], allowTransforms: [] };

/** Any host reads `https://host/a/../b` its own way, so only a URL in its normal form matches a beginning. */
export function isAllowedUrl(url: unknown, { allowTemplateUrls }: TemplateSettings): boolean {
  return allowTemplateUrls.some(
    (allowed) =>
      allowed === "*" ||
      (typeof url === "string" &&
        (allowed === url || (allowed.endsWith("/") && url.startsWith(allowed) && isNormal(url)))),
  );
}

function isNormal(url: string): boolean {
  return URL.canParse(url) && new URL(url).href === url;
}

/**
 * Hosted by CloudFormation, and none adds a trail: what they make is written in the template, as a resource of another type.
 * AWS::Include is not among them, because it brings in text from a bucket.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
 */
const HARMLESS_TRANSFORMS: readonly string[] = [
  "AWS::Serverless-2016-10-31",
  "AWS::LanguageExtensions",
  "AWS::CodeDeployBlueGreen",
  "AWS::SecretsManager-2020-07-28",
  "AWS::SecretsManager-2024-09-16",
];

export function isAllowedTransform(name: unknown, { allowTransforms }: TemplateSettings): boolean {
  return (
    allowTransforms.includes("*") ||
    (typeof name === "string" &&
      (HARMLESS_TRANSFORMS.includes(name) || allowTransforms.includes(name)))
  );
}

/**
 * AWS's own applications that rotate secrets, one publisher in each partition. They make a function and its role.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_secretsmanager.SecretRotationApplication.html
 */
const HARMLESS_APPLICATION =
  /^arn:(aws:serverlessrepo:us-east-1:297356227824|aws-cn:serverlessrepo:cn-north-1:193023089310|aws-us-gov:serverlessrepo:us-gov-west-1:023102451235):applications\/SecretsManager\w+$/;

/** @param id The URL of a template, or the ARN of an application in the Serverless Application Repository. */
export function isAllowedApplication(id: unknown, settings: TemplateSettings): boolean {
  return isAllowedUrl(id, settings) || (typeof id === "string" && HARMLESS_APPLICATION.test(id));
}
