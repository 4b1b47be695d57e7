// A trail that is there already, looked up and judged at each preview and update: it is used only if it logs every KMS event.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { kmsBlindSpots } from "../policies/trails/loggedEvents";
import { organizationOfAccount } from "./organization";
import { messageOf, wrongSettings } from "./settingsProblem";
import type { TrailInUse } from "./trailInUse";

/**
 * What Cloud Control says of a trail. An answer without selectors is none: it would pass for a trail that logs everything.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html
 */
const cloudControlTrail = z
  .looseObject({
    TrailName: z.string(),
    Arn: z.string(),
    S3BucketName: z.string(),
    S3KeyPrefix: z.string().optional(),
    CloudWatchLogsLogGroupArn: z.string().optional(),
    SnsTopicArn: z.string().optional(),
    IsLogging: z.boolean(),
    IsMultiRegionTrail: z.boolean().default(false),
    IsOrganizationTrail: z.boolean().default(false),
    EnableLogFileValidation: z.boolean().default(false),
    EventSelectors: z.array(z.looseObject({})).optional(),
    AdvancedEventSelectors: z.array(z.looseObject({})).optional(),
  })
  .refine(({ EventSelectors = [], AdvancedEventSelectors = [] }) => {
    return EventSelectors.length + AdvancedEventSelectors.length > 0;
  }, "no event selectors");

type CloudControlTrail = z.infer<typeof cloudControlTrail>;

/** Its names are known before anything is made, so that patterns can hold them. */
export interface ExistingTrail extends TrailInUse {
  readonly trailName: string;
  readonly logGroupName: string;
}

/**
 * @param trailName Name of a trail whose home region is the stack's.
 * @throws pulumi.RunError with every reason why the trail will not do.
 */
export async function findExistingTrail(
  trailName: string,
  homeRegion: string,
): Promise<ExistingTrail> {
  const trail = await describeTrail(trailName, homeRegion);
  const { accountId } = await aws.getCallerIdentity();
  const logGroup = logGroupOf(trail.CloudWatchLogsLogGroupArn);
  const reasons = [
    ...reasonsAgainst(trail),
    ...reasonsAgainstLogGroup(logGroup, homeRegion, accountId),
  ];
  if (reasons.length > 0) {
    throw wrongSettings(
      reasons.map((reason) => `trail.existingName: trail "${trailName}" ${reason}`),
    );
  }
  return {
    trailArn: trail.Arn,
    trailName: trail.TrailName,
    logGroupArn: logGroup.arn,
    logGroupName: logGroup.name,
    bucketName: trail.S3BucketName,
    keyPrefix: trail.S3KeyPrefix ? `${trail.S3KeyPrefix}/` : "",
    deliveryTopicArn: trail.SnsTopicArn ? pulumi.output(trail.SnsTopicArn) : undefined,
    organizationId: trail.IsOrganizationTrail
      ? (await organizationOfAccount("trail.existingName")).id
      : undefined,
  };
}

/** A lookup, not a resource: its answer is whole at preview, and nothing is made before it is judged. */
async function describeTrail(trailName: string, homeRegion: string): Promise<CloudControlTrail> {
  try {
    const { properties } = await aws.cloudcontrol.getResource({
      typeName: "AWS::CloudTrail::Trail",
      identifier: trailName,
    });
    return cloudControlTrail.parse(JSON.parse(properties));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw wrongSettings([
      `trail.existingName: trail "${trailName}" cannot be read in ${homeRegion}: ${why}`,
    ]);
  }
}

function reasonsAgainst(trail: CloudControlTrail): readonly string[] {
  const { IsMultiRegionTrail, IsLogging, EnableLogFileValidation } = trail;
  return [
    ...(IsMultiRegionTrail ? [] : ["logs one region only; it must be a multi-region trail"]),
    ...(IsLogging ? [] : ["is not logging; start it"]),
    ...(EnableLogFileValidation ? [] : ["has log file validation turned off; turn it on"]),
    ...kmsBlindSpots(trail).map(
      ({ missing, path, why, fix }) => `does not log KMS ${missing}: ${path} ${why}; ${fix}`,
    ),
  ];
}

interface LogGroup {
  readonly arn: string;
  readonly name: string;
}

/** CloudTrail gives the ARN with the ending `:*`; empty if the trail has no log group. */
function logGroupOf(arn = ""): LogGroup {
  const bare = arn.replace(/:\*$/, "");
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
