// A trail that is there already, looked up and judged at each preview and update: it is used only if it logs every KMS event.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { kmsBlindSpots } from "../policies/loggedEvents";
import { PULUMI_NAMES } from "../policies/selectorNames";
import type { Account } from "./account";
import { organizationOfAccount } from "./organization";
import { wrongSettings } from "./settingsProblem";
import type { TrailInUse } from "./trailInUse";

/**
 * @param trailName Name of a trail whose home region is the stack's.
 * @throws pulumi.RunError with every reason why the trail will not do.
 */
export async function findExistingTrail(
  name: string,
  trailName: string,
  account: Account,
): Promise<TrailInUse> {
  const found = aws.cloudtrail.Trail.get(`${name}-existing-trail`, trailName);
  const trail = await valueOf(described(found));
  const logGroup = logGroupOf(trail.cloudWatchLogsGroupArn);
  const reasons = [
    ...reasonsAgainst(trail),
    ...reasonsAgainstLogGroup(logGroup, account.homeRegion, await valueOf(account.id)),
  ];
  if (reasons.length > 0) {
    throw wrongSettings(
      reasons.map((reason) => `trail.existingName: trail "${trailName}" ${reason}`),
    );
  }
  return {
    trailArn: trail.arn,
    trailName: trail.name,
    logGroupArn: logGroup.arn,
    logGroupName: logGroup.name,
    bucketName: trail.s3BucketName,
    keyPrefix: trail.s3KeyPrefix ? `${trail.s3KeyPrefix}/` : "",
    deliveryTopicArn: trail.snsTopicArn ? pulumi.output(trail.snsTopicArn) : undefined,
    organizationId: trail.isOrganizationTrail ? (await organizationOfAccount()).id : undefined,
  };
}

type Trail = pulumi.Unwrap<ReturnType<typeof described>>;

/** What CloudTrail says of the trail, as far as it matters here. */
function described(trail: aws.cloudtrail.Trail) {
  return pulumi.output({
    name: trail.name,
    arn: trail.arn,
    isMultiRegionTrail: trail.isMultiRegionTrail,
    enableLogging: trail.enableLogging,
    enableLogFileValidation: trail.enableLogFileValidation,
    isOrganizationTrail: trail.isOrganizationTrail,
    eventSelectors: trail.eventSelectors,
    advancedEventSelectors: trail.advancedEventSelectors,
    cloudWatchLogsGroupArn: trail.cloudWatchLogsGroupArn,
    s3BucketName: trail.s3BucketName,
    s3KeyPrefix: trail.s3KeyPrefix,
    snsTopicArn: trail.snsTopicArn,
  });
}

function reasonsAgainst(trail: Trail): readonly string[] {
  const { isMultiRegionTrail, enableLogging, enableLogFileValidation } = trail;
  const blindSpots = kmsBlindSpots(trail, PULUMI_NAMES);
  return [
    ...(isMultiRegionTrail ? [] : ["logs one region only; it must be a multi-region trail"]),
    ...(enableLogging ? [] : ["is not logging; start it"]),
    ...(enableLogFileValidation ? [] : ["has log file validation turned off; turn it on"]),
    ...blindSpots.map(
      ({ missing, path, why, fix }) => `does not log KMS ${missing}: ${path} ${why}; ${fix}`,
    ),
  ];
}

interface LogGroup {
  readonly arn: string;
  readonly name: string;
}

/** CloudTrail gives the ARN with the ending `:*`; empty if the trail has no log group. */
function logGroupOf(arn: string | undefined): LogGroup {
  const bare = (arn ?? "").replace(/:\*$/, "");
  return { arn: bare, name: bare.split(":")[6] ?? "" };
}

/** Metric filters and their alarms can only be made where the log group is. */
function reasonsAgainstLogGroup(
  { arn }: LogGroup,
  homeRegion: string,
  accountId: string,
): readonly string[] {
  const [, , , region, owner] = arn.split(":");
  if (arn === "") return ["delivers to no log group; give it one, for metric filters need it"];
  return [
    ...(region === homeRegion ? [] : [`has its log group in ${region}, not in ${homeRegion}`]),
    ...(owner === accountId ? [] : [`has its log group in account ${owner}, not in ${accountId}`]),
  ];
}

/** The value of an output that is known at preview too, since it is looked up. */
function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}
