// The alarm on expiring key material was muted for a night, and stayed so.
import * as aws from "@pulumi/aws";

export = () => {
  const topic = new aws.sns.Topic("alerts");
  new aws.cloudwatch.MetricAlarm("key-material-expires", {
    namespace: "AWS/KMS",
    metricName: "SecondsUntilKeyMaterialExpiration",
    dimensions: { KeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    statistic: "Minimum",
    comparisonOperator: "LessThanOrEqualToThreshold",
    threshold: 864_000,
    period: 60,
    evaluationPeriods: 1,
    alarmActions: [topic.arn],
    actionsEnabled: false,
  });
};
