// Everything that happened to one key, in order of time.
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { answer, finds, leaves } from "./keyLifeSamples";
import { filterKey, limitRows, principal } from "./insights";
import type { SavedQuery } from "./query";
import * as sql from "./sql";

// What tells one call from the next: names in requestParameters, then in additionalEventData, where RetireGrant has its grant.
const details = [
  "aliasName",
  "granteePrincipal",
  "grantId",
  "pendingWindowInDays",
  "validTo",
  "expirationModel",
  "replicaRegion",
  "primaryRegion",
  "origin",
];

export const keyLife: SavedQuery = {
  id: "key-life",
  title: "Life of one key",
  description:
    "All that was done to one key, oldest first, by whom: creation, policy, grants, aliases, rotation, import, disabling, deletion, attempts " +
    "that failed, and what KMS does itself (RotateKey, DeleteExpiredKeyMaterial, DeleteKey). Replicas in other regions have the key's id too. " +
    "Use and look-ups are not part of it. A call that named the key by an alias and failed does not say which key that was. " +
    `What happened while a trail was off or left KMS out was not recorded. ${sql.wholeArchive.told}`,
  // KMS marks use and look-ups as read-only.
  logsInsights: `filter eventSource = "${KMS_EVENT_SOURCE}"
${filterKey}
| filter @message like /"readOnly": ?false/
| fields eventTime, eventName, ${principal} as principal,
    coalesce(${details.map((name) => `requestParameters.${name}`).join(", ")}, additionalEventData.grantId) as detail,
    sourceIPAddress, errorCode, eventID
| sort eventTime asc
${limitRows}`,
  athena: (accountId) => `SELECT eventtime, eventname, ${sql.principal} AS principal,
  coalesce(
${details.map((name) => `    json_extract_scalar(requestparameters, '$.${name}'),`).join("\n")}
    json_extract_scalar(additionaleventdata, '$.grantId')) AS detail,
  sourceipaddress, errorcode, eventid
FROM cloudtrail_records
WHERE ${sql.withinReach(accountId, sql.wholeArchive)}
  AND eventsource = '${KMS_EVENT_SOURCE}'
  AND readonly = 'false'
  AND ${sql.namesKey}
ORDER BY eventtime`,
  finds,
  leaves,
  answer,
};
