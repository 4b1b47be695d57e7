// What the parts of selectors are called, by AWS and by Pulumi, so that one judgement reads all of them.

export interface SelectorNames {
  readonly eventSelectors: string;
  readonly readWriteType: string;
  readonly includeManagementEvents: string;
  readonly excludeManagementEventSources: string;
  readonly dataResources: string;
  readonly advancedEventSelectors: string;
  readonly name: string;
  readonly fieldSelectors: string;
  readonly field: string;
  readonly equals: string;
  readonly startsWith: string;
  readonly endsWith: string;
  readonly notEquals: string;
  readonly notStartsWith: string;
  readonly notEndsWith: string;
  /** True where "true" and true are one and the same. */
  readonly textMayBeBoolean: boolean;
}

/** The answer of GetEventSelectors: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export const AWS_NAMES: SelectorNames = {
  eventSelectors: "EventSelectors",
  readWriteType: "ReadWriteType",
  includeManagementEvents: "IncludeManagementEvents",
  excludeManagementEventSources: "ExcludeManagementEventSources",
  dataResources: "DataResources",
  advancedEventSelectors: "AdvancedEventSelectors",
  name: "Name",
  fieldSelectors: "FieldSelectors",
  field: "Field",
  equals: "Equals",
  startsWith: "StartsWith",
  endsWith: "EndsWith",
  notEquals: "NotEquals",
  notStartsWith: "NotStartsWith",
  notEndsWith: "NotEndsWith",
  textMayBeBoolean: false,
};

/** A CloudFormation template, in which numbers and booleans may be written as text, and text as a boolean. */
export const TEMPLATE_NAMES: SelectorNames = { ...AWS_NAMES, textMayBeBoolean: true };

/** `aws-native.cloudtrail.Trail` and `aws-native.cloudtrail.EventDataStore`. */
export const AWS_NATIVE_NAMES: SelectorNames = {
  eventSelectors: "eventSelectors",
  readWriteType: "readWriteType",
  includeManagementEvents: "includeManagementEvents",
  excludeManagementEventSources: "excludeManagementEventSources",
  dataResources: "dataResources",
  advancedEventSelectors: "advancedEventSelectors",
  name: "name",
  fieldSelectors: "fieldSelectors",
  field: "field",
  equals: "equals",
  startsWith: "startsWith",
  endsWith: "endsWith",
  notEquals: "notEquals",
  notStartsWith: "notStartsWith",
  notEndsWith: "notEndsWith",
  textMayBeBoolean: false,
};

/** `aws.cloudtrail.Trail` and `aws.cloudtrail.EventDataStore`, which put some operators into the plural. */
export const PULUMI_NAMES: SelectorNames = {
  ...AWS_NATIVE_NAMES,
  startsWith: "startsWiths",
  endsWith: "endsWiths",
  notStartsWith: "notStartsWiths",
  notEndsWith: "notEndsWiths",
};
