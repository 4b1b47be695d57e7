// An alarm and a rule on KMS that tell somebody.
import * as aws from "@pulumi/aws";

export = () => {
  const topic = new aws.sns.Topic("alerts");
  const queue = new aws.sqs.Queue("undelivered");
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
  });
  const rule = new aws.cloudwatch.EventRule("key-deleted", {
    eventPattern: JSON.stringify({ source: ["aws.kms"], "detail-type": ["KMS CMK Deletion"] }),
  });
  new aws.cloudwatch.EventTarget("key-deleted", {
    rule: rule.name,
    arn: topic.arn,
    deadLetterConfig: { arn: queue.arn },
  });
};
