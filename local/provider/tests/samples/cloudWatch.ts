import type { Values } from "../../resourceType";
import {
  arn,
  FUNCTION_ARN,
  KEY_ARN,
  oneByOne,
  OTHER_TAGS,
  ROLE_ARN,
  TAGS,
  TOPIC_ARN,
  type Samples,
} from "./sample";

// Samples of the resource types of CloudWatch: logs and alarms.

export const cloudWatch: Samples = {
  "aws:cloudwatch/logGroup:LogGroup": {
    inputs: { name: "sample-other-group", logGroupClass: "STANDARD", tags: TAGS },
    updates: oneByOne({
      retentionInDays: 30,
      kmsKeyId: KEY_ARN,
      deletionProtectionEnabled: true,
      tags: OTHER_TAGS,
    }),
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    inputs: {
      name: "sample-filter",
      logGroupName: "sample-group",
      pattern: "{ $.a = 1 }",
      metricTransformation: transformation("1"),
    },
    updates: oneByOne({
      pattern: '{ $.eventSource = kms* && $.errorMessage = "* is pending deletion." }',
      metricTransformation: { ...transformation("$.a"), defaultValue: "0", unit: "Count" },
      applyOnTransformedLogs: true,
    }),
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    inputs: {
      name: "sample-subscription",
      logGroup: "sample-group",
      destinationArn: FUNCTION_ARN,
      filterPattern: "{ $.a = 1 }",
    },
    updates: oneByOne({
      filterPattern: "{ $.a = 2 }",
      distribution: "Random",
      destinationArn: arn("kinesis", "stream/sample-stream"),
      roleArn: ROLE_ARN,
      applyOnTransformedLogs: true,
      emitSystemFields: ["@aws.account"],
    }),
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    inputs: { alarmName: "sample-composite", alarmRule: 'ALARM("sample-child")', tags: TAGS },
    updates: [
      ...oneByOne({
        alarmRule: 'ALARM("sample-child") OR ALARM("sample-suppressor")',
        alarmDescription: "changed",
        alarmActions: [TOPIC_ARN],
        okActions: [TOPIC_ARN],
        insufficientDataActions: [TOPIC_ARN],
        tags: OTHER_TAGS,
      }),
      { actionsSuppressor: { alarm: "sample-suppressor", extensionPeriod: 60, waitPeriod: 120 } },
      { actionsSuppressor: { alarm: "sample-child", extensionPeriod: 30, waitPeriod: 60 } },
    ],
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    inputs: { dashboardName: "sample-dashboard", dashboardBody: dashboard("first") },
    updates: oneByOne({ dashboardBody: dashboard("second") }),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    inputs: {
      name: "sample-alarm",
      namespace: "Sample",
      metricName: "uses",
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      tags: TAGS,
    },
    updates: [
      ...oneByOne({
        alarmDescription: "changed",
        actionsEnabled: false,
        alarmActions: [TOPIC_ARN],
        okActions: [TOPIC_ARN],
        insufficientDataActions: [TOPIC_ARN],
        comparisonOperator: "LessThanThreshold",
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        threshold: 0,
        treatMissingData: "notBreaching",
        namespace: "Other",
        metricName: "others",
        dimensions: { KeyId: "k" },
        period: 60,
        statistic: "Maximum",
        unit: "Count",
        tags: OTHER_TAGS,
      }),
      {
        statistic: undefined,
        extendedStatistic: "p99",
        evaluateLowSampleCountPercentiles: "ignore",
      },
      {
        ...{
          extendedStatistic: undefined,
          namespace: undefined,
        },
        ...{ metricName: undefined, dimensions: undefined, period: undefined, unit: undefined },
        metricQueries: [
          {
            id: "expiry",
            expression: 'SELECT MIN(m) FROM SCHEMA("AWS/KMS", KeyId) GROUP BY KeyId',
            period: 60,
            returnData: true,
          },
        ],
      },
      {
        metricQueries: [
          { id: "sum", expression: "a + b", label: "both", returnData: true },
          {
            id: "a",
            metric: {
              metricName: "a",
              namespace: "Sample",
              dimensions: { KeyId: "k" },
              period: 60,
              stat: "Sum",
            },
          },
          {
            id: "b",
            metric: {
              metricName: "b",
              namespace: "Sample",
              period: 60,
              stat: "Sum",
              unit: "Count",
            },
          },
        ],
        thresholdMetricId: "sum",
      },
    ],
  },
};

function transformation(value: string): Values {
  return { name: "uses", namespace: "Sample", value };
}

function dashboard(markdown: string): string {
  return JSON.stringify({ widgets: [{ type: "text", properties: { markdown } }] });
}
