import { cloudtrailTrailLogsKmsEvents as rule } from "../rules/cloudtrailTrailLogsKmsEvents";
import type { Resource } from "../rule";
import type { Options } from "./resource";
import { saidOf } from "./said";

// For tests of templates: trails inside other resources, in a few words, and what the core rule says of them.

export const STACK = "aws:cloudformation/stack:Stack";
const KMS = "kms.amazonaws.com";
export const MISSED = "so KMS reads and writes can be missed";
export const EXCLUDES = `excludes "${KMS}", ${MISSED}`;
export const UNREAD = "is a template that cannot be read before deployment";
export const BY_CLOUDFORMATION = "is made by CloudFormation while it deploys";

interface More extends Options {
  readonly settings?: object;
}

/** One line for each violation: the path and what is wrong. */
export function said(type: string, props: Resource["props"], more: More = {}): readonly string[] {
  const { settings = {}, ...options } = more;
  return saidOf(rule, type, props, settings, options);
}

export const json = (value: unknown): string => JSON.stringify(value);
export const template = (resources: object, more: object = {}): string =>
  json({ Resources: resources, ...more });
export const trail = (Properties: unknown): object => ({
  Type: "AWS::CloudTrail::Trail",
  Properties,
});
export const BLIND = {
  IsLogging: true,
  EventSelectors: [{ ExcludeManagementEventSources: [KMS] }],
};
export const GOOD = { IsLogging: true, S3BucketName: { Ref: "Bucket" }, EventSelectors: [{}] };

export const stack = (templateBody: unknown, settings = {}): readonly string[] =>
  said(STACK, { templateBody }, { settings });
export const inStack = (resources: object, settings = {}): readonly string[] =>
  stack(template(resources), settings);

/** Where the selectors of the trail "Audit" are, and what is said of BLIND there. */
export const SELECTORS = "templateBody.Resources.Audit.Properties.EventSelectors";
export const EXCLUSION = `${SELECTORS}[0].ExcludeManagementEventSources ${EXCLUDES}`;
