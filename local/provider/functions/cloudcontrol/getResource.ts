import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { lookup } from "../../lookup";

// What is there of a resource, in CloudFormation's words? Cloud Control answers that on AWS; here it does for trails.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html

const TRAIL = "AWS::CloudTrail::Trail";

export default lookup(async ({ typeName, identifier }, aws) => {
  if (typeName !== TRAIL)
    throw new Error(`the stand-in aws provider looks up ${TRAIL}, not ${String(typeName)}`);
  const cloudtrail = aws.client(CloudTrailClient);
  const Name = String(identifier);
  const { trailList = [] } = await cloudtrail.send(
    new DescribeTrailsCommand({ trailNameList: [Name], includeShadowTrails: false }),
  );
  const [trail] = trailList;
  if (trail === undefined)
    throw new Error(`ResourceNotFoundException: Trail not found for the provided name: ${Name}`);
  const status = await cloudtrail.send(new GetTrailStatusCommand({ Name }));
  const selectors = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName: Name }));
  const properties = {
    TrailName: trail.Name,
    Arn: trail.TrailARN,
    IsLogging: status.IsLogging,
    IsMultiRegionTrail: trail.IsMultiRegionTrail,
    IsOrganizationTrail: trail.IsOrganizationTrail,
    EnableLogFileValidation: trail.LogFileValidationEnabled,
    CloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
    S3BucketName: trail.S3BucketName,
    S3KeyPrefix: trail.S3KeyPrefix,
    SnsTopicName: trail.SnsTopicName,
    SnsTopicArn: trail.SnsTopicARN,
    EventSelectors: selectors.EventSelectors,
    AdvancedEventSelectors: selectors.AdvancedEventSelectors,
  };
  return { id: Name, typeName, identifier, properties: JSON.stringify(properties) };
});
