// Whether a deployed trail logs a management event, and so hands it to EventBridge, too.
import type { CloudTrailRecord } from "../../detections/detection";
import { managementEventIsLogged } from "../../policies/trails/loggedEvents";
import type { DeployedTrail } from "./deployed";

export function trailLogs(
  { isMultiRegion, homeRegion, selectors }: DeployedTrail,
  record: CloudTrailRecord,
): boolean {
  const isInReach = isMultiRegion || homeRegion === record["awsRegion"];
  const eventSource = String(record["eventSource"]);
  return (
    isInReach &&
    managementEventIsLogged(selectors, { eventSource, readOnly: record["readOnly"] === true })
  );
}
