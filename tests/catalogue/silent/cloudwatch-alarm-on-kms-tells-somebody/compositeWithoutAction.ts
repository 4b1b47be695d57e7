// The alarm leaves telling to a composite alarm, and the composite alarm leaves it to the alarm.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export = () => {
  const alarm = new aws.cloudwatch.MetricAlarm("key-material-expires", {
    namespace: "AWS/KMS",
    metricName: "SecondsUntilKeyMaterialExpiration",
    dimensions: { KeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    statistic: "Minimum",
    comparisonOperator: "LessThanOrEqualToThreshold",
    threshold: 864_000,
    period: 60,
    evaluationPeriods: 1,
  });
  new aws.cloudwatch.CompositeAlarm("keys", {
    alarmName: "keys",
    alarmRule: pulumi.interpolate`ALARM("${alarm.arn}")`,
  });
};
