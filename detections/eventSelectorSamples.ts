// Calls of PutEventSelectors as CloudTrail records them, in the basic and in the advanced form.
// The basic form is as in records of attacks (DataDog/stratus-red-team, detonation logs): CloudTrail writes every property.
import type { Request, SampleCall } from "./ownResources";

const KMS = "kms.amazonaws.com";
const RDS_DATA = "rdsdata.amazonaws.com";

/** CloudTrail records a trail as the caller named it. */
const trailName = "kms-monitoring-dev";
const trailArn = "arn:aws:cloudtrail:us-west-2:111122223333:trail/another-trail";

function putBasic(trail: string, ...selectors: readonly Request[]): SampleCall {
  const all = {
    readWriteType: "All",
    includeManagementEvents: true,
    dataResources: [],
    excludeManagementEventSources: [],
  };
  const eventSelectors = selectors.map((selector) => ({ ...all, ...selector }));
  return ["PutEventSelectors", { trailName: trail, eventSelectors }];
}

const dataOnly = {
  includeManagementEvents: false,
  dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::amzn-s3-demo-bucket/"] }],
};

/** That leave out KMS, or some of it. */
export const basic: readonly SampleCall[] = [
  putBasic(trailName, { excludeManagementEventSources: [KMS] }),
  putBasic(trailArn, { excludeManagementEventSources: [KMS, RDS_DATA] }),
  putBasic(trailName, { excludeManagementEventSources: [RDS_DATA, KMS] }),
  putBasic(trailName, { readWriteType: "ReadOnly" }),
  putBasic(trailArn, { readWriteType: "WriteOnly" }),
  putBasic(trailName, dataOnly),
  putBasic(trailName, { ...dataOnly, readWriteType: "ReadOnly" }),
];

/** That log all of KMS. */
export const basicThatLog: readonly SampleCall[] = [
  putBasic(trailName, {}),
  putBasic(trailArn, { excludeManagementEventSources: [RDS_DATA] }),
  putBasic(trailName, { excludeManagementEventSources: [RDS_DATA, "future.amazonaws.com"] }),
  putBasic(trailName, {}, dataOnly),
  ["PutEventSelectors", { trailName, eventSelectors: [{ dataResources: [] }] }],
];

const management = { field: "eventCategory", equals: ["Management"] };
const data = { field: "eventCategory", equals: ["Data"] };
const ofBuckets = { field: "resources.type", equals: ["AWS::S3::Object"] };
const writes = { field: "readOnly", equals: ["false"] };

function except(...eventSources: readonly string[]): Request {
  return { field: "eventSource", notEquals: eventSources };
}

function putAdvanced(trail: string, ...selectors: readonly (readonly Request[])[]): SampleCall {
  const advancedEventSelectors = selectors.map((fieldSelectors) => ({
    name: "Management events selector",
    fieldSelectors,
  }));
  return ["PutEventSelectors", { trailName: trail, advancedEventSelectors }];
}

/** That leave out KMS, or some of it, in whatever order the fields are. */
export const advanced: readonly SampleCall[] = [
  putAdvanced(trailName, [management, except(KMS)]),
  putAdvanced(trailArn, [except(KMS), management]),
  putAdvanced(trailName, [management, except(KMS, RDS_DATA)]),
  putAdvanced(trailName, [management, except(RDS_DATA, KMS)]),
  putAdvanced(trailName, [management, except(RDS_DATA), except(KMS)]),
  putAdvanced(trailArn, [management, writes]),
  putAdvanced(trailName, [management, except(RDS_DATA), writes]),
  putAdvanced(trailName, [data, ofBuckets]),
  putAdvanced(trailName, [data, ofBuckets], [management, except(KMS)]),
];

/** That log all of KMS. */
export const advancedThatLog: readonly SampleCall[] = [
  putAdvanced(trailName, [management]),
  putAdvanced(trailArn, [management, except(RDS_DATA)]),
  putAdvanced(trailName, [management], [data, ofBuckets]),
  putAdvanced(trailName, [data, ofBuckets], [management]),
];
