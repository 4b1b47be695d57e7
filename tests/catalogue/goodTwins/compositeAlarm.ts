// An alarm on KMS that a composite alarm tells of, unless another way has: then a third alarm suppresses it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ALARM = {
  statistic: "Minimum",
  comparisonOperator: "LessThanOrEqualToThreshold",
  threshold: 864_000,
  period: 60,
  evaluationPeriods: 1,
};

export = () => {
  const topic = new aws.sns.Topic("alerts");
  const expires = new aws.cloudwatch.MetricAlarm("key-material-expires", {
    ...ALARM,
    namespace: "AWS/KMS",
    metricName: "SecondsUntilKeyMaterialExpiration",
    dimensions: { KeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
  });
  const told = new aws.cloudwatch.MetricAlarm("key-material-told", {
    ...ALARM,
    namespace: "CloudTrailMetrics",
    metricName: "Told",
  });
  new aws.cloudwatch.CompositeAlarm("keys", {
    alarmName: "keys",
    alarmRule: pulumi.interpolate`ALARM("${expires.arn}")`,
    alarmActions: [topic.arn],
    actionsSuppressor: { alarm: told.arn, extensionPeriod: 120, waitPeriod: 120 },
  });
};
