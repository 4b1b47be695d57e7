// What the parts of a trail's selectors are called, by AWS and by Pulumi, so that one judgement reads both.

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
  readonly notEquals: string;
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
  notEquals: "NotEquals",
};

/** The properties of `aws.cloudtrail.Trail`. */
export const PULUMI_NAMES: SelectorNames = {
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
  notEquals: "notEquals",
};
