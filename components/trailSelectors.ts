// Which events the trail logs: every management event always, others if a setting asks for them.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import type { TrailSettings } from "./trailSettings";

type Selectors = Pick<aws.cloudtrail.TrailArgs, "advancedEventSelectors">;
type AdvancedSelector = aws.types.input.cloudtrail.TrailAdvancedEventSelector;

const S3_OBJECTS = "AWS::S3::Object";

/** Auditing tools look for this name. */
const managementEvents: AdvancedSelector = {
  name: "Management events selector",
  fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html */
const networkActivityEvents: AdvancedSelector = {
  name: "KMS network activity events selector",
  fieldSelectors: [
    { field: "eventCategory", equals: ["NetworkActivity"] },
    { field: "eventSource", equals: [KMS_EVENT_SOURCE] },
  ],
};

/**
 * Reads too: Encrypt, Decrypt and GenerateDataKey are read events. Nothing is excluded, and no setting can exclude.
 * A trail has either basic selectors or advanced ones; only advanced ones know network activity events. They are always given:
 * the provider neither goes back to AWS's default when they are left out, nor reads a default basic selector back
 * (https://github.com/hashicorp/terraform-provider-aws/issues/3697).
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 * @param ownBuckets ARNs of buckets whose objects CloudTrail and S3 write: to log that would log the logging, for ever.
 */
export function trailSelectors(
  settings: Pick<TrailSettings, "networkActivityEvents" | "dataEvents">,
  ownBuckets: readonly pulumi.Input<string>[],
): Selectors {
  const advancedEventSelectors = [
    managementEvents,
    ...(settings.networkActivityEvents ? [networkActivityEvents] : []),
    ...settings.dataEvents.map((events) => dataEvents(events, ownBuckets)),
  ];
  return { advancedEventSelectors };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html */
function dataEvents(
  { resourceType, arnsStartingWith, readOnly }: TrailSettings["dataEvents"][number],
  ownBuckets: readonly pulumi.Input<string>[],
): AdvancedSelector {
  const arns = {
    ...(arnsStartingWith && { startsWiths: arnsStartingWith }),
    ...(resourceType === S3_OBJECTS && {
      notStartsWiths: ownBuckets.map((arn) => pulumi.interpolate`${arn}/`),
    }),
  };
  return {
    name: `${resourceType} data events selector`,
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: [resourceType] },
      ...(readOnly === undefined ? [] : [{ field: "readOnly", equals: [String(readOnly)] }]),
      ...(Object.keys(arns).length === 0 ? [] : [{ field: "resources.ARN", ...arns }]),
    ],
  };
}
