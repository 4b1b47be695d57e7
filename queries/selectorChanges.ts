// What was done to trails and event data stores: the acts that can make KMS events vanish.
import { CLOUDTRAIL } from "../detections/services";
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { limitRows, principal } from "./insights";
import { rowsOf, type SavedQuery } from "./query";
import { sampleRecord, session } from "./sampleRecord";
import * as sql from "./sql";

const changes = [
  "PutEventSelectors",
  "PutInsightSelectors",
  "CreateTrail",
  "UpdateTrail",
  "DeleteTrail",
  "StartLogging",
  "StopLogging",
  "UpdateEventDataStore",
  "DeleteEventDataStore",
  "StartEventDataStoreIngestion",
  "StopEventDataStoreIngestion",
];
// A call names its trail by one of these; Lake's calls name an event data store.
const names = ["trailName", "name", "eventDataStore"];

const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE-f852";
const mallory = { userIdentity: session("Admin", "Mallory") };

function cloudTrailRecord(
  number: number,
  eventTime: string,
  eventName: string,
  requestParameters: Readonly<Record<string, unknown>>,
  difference: Readonly<Record<string, unknown>> = {},
): ReturnType<typeof sampleRecord> {
  return sampleRecord(number, eventTime, eventName, {
    eventSource: CLOUDTRAIL,
    requestParameters,
    resources: undefined,
    ...difference,
  });
}

export const selectorChanges: SavedQuery = {
  id: "selector-changes",
  title: "Changes to what trails log",
  description:
    "Selectors that were set, and trails and event data stores that were stopped, started, changed or deleted, oldest first. If KMS events are missing, look for " +
    `excludeManagementEventSources with ${KMS_EVENT_SOURCE}, or eventSource notEquals it: nameskms is 1 where the request names KMS. includeManagementEvents false ` +
    `and readWriteType WriteOnly or ReadOnly lose KMS events too. What happened meanwhile cannot be recovered; Event history still has the last 90 days. ${sql.lastDays.told}`,
  // CloudTrail writes responseElements after requestParameters; were it otherwise, the column would be empty.
  logsInsights: String.raw`filter eventSource = "${CLOUDTRAIL}"
    and eventName in [${changes.map((name) => `"${name}"`).join(", ")}]
| parse @message /"requestParameters": ?(?<request>\{.*\}), ?"responseElements"/
| fields coalesce(${names.map((name) => `requestParameters.${name}`).join(", ")}) as trail,
    ${principal} as principal, strcontains(@message, "${KMS_EVENT_SOURCE}") as namesKms
| sort eventTime asc
${limitRows}
| display eventTime, eventName, trail, principal, namesKms, request, errorCode, eventID`,
  athena: (accountId) => `SELECT eventtime, eventname,
  coalesce(
${names.map((name) => `    json_extract_scalar(requestparameters, '$.${name}')`).join(",\n")}) AS trail,
  ${sql.principal} AS principal,
  CASE WHEN requestparameters LIKE '%${KMS_EVENT_SOURCE}%' THEN 1 ELSE 0 END AS nameskms,
  requestparameters AS request, errorcode, eventid
FROM cloudtrail_records
WHERE ${sql.withinReach(accountId, sql.lastDays)}
  AND eventsource = '${CLOUDTRAIL}'
  AND eventname IN (${changes.map((name) => `'${name}'`).join(", ")})
ORDER BY eventtime`,
  finds: [
    cloudTrailRecord(
      1,
      "2026-03-01T00:00:00Z",
      "PutEventSelectors",
      {
        trailName: trailArn,
        eventSelectors: [
          { readWriteType: "All", includeManagementEvents: true, dataResources: [] },
          { readWriteType: "All", excludeManagementEventSources: [KMS_EVENT_SOURCE] },
        ],
      },
      { ...mallory, responseElements: { trailARN: trailArn } },
    ),
    cloudTrailRecord(
      2,
      "2026-03-01T00:01:00Z",
      "PutEventSelectors",
      {
        trailName: "audit",
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Management"] },
              { field: "eventSource", notEquals: [KMS_EVENT_SOURCE] },
            ],
          },
        ],
      },
      mallory,
    ),
    cloudTrailRecord(3, "2026-03-01T00:02:00Z", "PutEventSelectors", {
      trailName: "audit",
      eventSelectors: [{ readWriteType: "WriteOnly", excludeManagementEventSources: [] }],
    }),
    cloudTrailRecord(4, "2026-03-01T00:03:00Z", "StopLogging", { name: trailArn }, mallory),
    cloudTrailRecord(
      5,
      "2026-03-01T00:04:00Z",
      "DeleteTrail",
      { name: trailArn },
      {
        ...mallory,
        errorCode: "AccessDenied",
      },
    ),
    cloudTrailRecord(6, "2026-03-01T00:05:00Z", "UpdateTrail", {
      name: "audit",
      isMultiRegionTrail: false,
    }),
    cloudTrailRecord(7, "2026-03-01T00:06:00Z", "StopEventDataStoreIngestion", {
      eventDataStore: storeArn,
    }),
  ],
  leaves: [
    cloudTrailRecord(
      11,
      "2026-03-01T00:00:01Z",
      "GetEventSelectors",
      { trailName: "audit" },
      { readOnly: true },
    ),
    cloudTrailRecord(
      12,
      "2026-03-01T00:00:02Z",
      "LookupEvents",
      {
        lookupAttributes: [{ attributeKey: "EventName", attributeValue: "PutEventSelectors" }],
      },
      { readOnly: true },
    ),
    cloudTrailRecord(13, "2026-03-01T00:00:03Z", "AddTags", { resourceId: trailArn }),
    sampleRecord(14, "2026-03-01T00:00:04Z", "DisableKey"),
    // Other services log too.
    sampleRecord(15, "2026-03-01T00:00:05Z", "StopLogging", {
      eventSource: "redshift.amazonaws.com",
    }),
  ],
  answer: rowsOf(`
eventtime            | eventname                   | trail                                                                 | principal                                            | nameskms | request                                                                                                                                                                                                                                          | errorcode    | eventid
2026-03-01T00:00:00Z | PutEventSelectors           | arn:aws:cloudtrail:us-east-1:111122223333:trail/audit                 | arn:aws:sts::111122223333:assumed-role/Admin/Mallory | 1        | {"trailName":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit","eventSelectors":[{"readWriteType":"All","includeManagementEvents":true,"dataResources":[]},{"readWriteType":"All","excludeManagementEventSources":["kms.amazonaws.com"]}]} |              | 00000000-0000-4000-8000-000000000001
2026-03-01T00:01:00Z | PutEventSelectors           | audit                                                                 | arn:aws:sts::111122223333:assumed-role/Admin/Mallory | 1        | {"trailName":"audit","advancedEventSelectors":[{"fieldSelectors":[{"field":"eventCategory","equals":["Management"]},{"field":"eventSource","notEquals":["kms.amazonaws.com"]}]}]}                                                                |              | 00000000-0000-4000-8000-000000000002
2026-03-01T00:02:00Z | PutEventSelectors           | audit                                                                 | arn:aws:iam::111122223333:user/Alice                 | 0        | {"trailName":"audit","eventSelectors":[{"readWriteType":"WriteOnly","excludeManagementEventSources":[]}]}                                                                                                                                        |              | 00000000-0000-4000-8000-000000000003
2026-03-01T00:03:00Z | StopLogging                 | arn:aws:cloudtrail:us-east-1:111122223333:trail/audit                 | arn:aws:sts::111122223333:assumed-role/Admin/Mallory | 0        | {"name":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"}                                                                                                                                                                                 |              | 00000000-0000-4000-8000-000000000004
2026-03-01T00:04:00Z | DeleteTrail                 | arn:aws:cloudtrail:us-east-1:111122223333:trail/audit                 | arn:aws:sts::111122223333:assumed-role/Admin/Mallory | 0        | {"name":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"}                                                                                                                                                                                 | AccessDenied | 00000000-0000-4000-8000-000000000005
2026-03-01T00:05:00Z | UpdateTrail                 | audit                                                                 | arn:aws:iam::111122223333:user/Alice                 | 0        | {"name":"audit","isMultiRegionTrail":false}                                                                                                                                                                                                      |              | 00000000-0000-4000-8000-000000000006
2026-03-01T00:06:00Z | StopEventDataStoreIngestion | arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE-f852 | arn:aws:iam::111122223333:user/Alice                 | 0        | {"eventDataStore":"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE-f852"}                                                                                                                                                       |              | 00000000-0000-4000-8000-000000000007
`),
};
