import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { RequestQuotaAlarms } from "./requestQuotaAlarms";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const args = {
  homeRegion: "us-east-1",
  watchedRegions: ["us-east-1", "us-west-2"],
  requestQuotas: ["CryptographicOperationsSymmetric"],
  topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
  detectionSettings: {},
};

describe("RequestQuotaAlarms", () => {
  let made: readonly MadeResource[];
  let quotas: RequestQuotaAlarms;

  before(async () => {
    made = await mockAws();
    quotas = new RequestQuotaAlarms("kms", args);
    await settled();
  });

  it("makes a warning and a critical alarm for each region and quota", () => {
    assert.deepEqual(namesOf(made), [
      "MetricAlarm kms-request-quota-near-us-east-1-CryptographicOperationsSymmetric",
      "MetricAlarm kms-request-quota-near-us-west-2-CryptographicOperationsSymmetric",
      "MetricAlarm kms-request-quota-nearly-reached-us-east-1-CryptographicOperationsSymmetric",
      "MetricAlarm kms-request-quota-nearly-reached-us-west-2-CryptographicOperationsSymmetric",
    ]);
    assert.deepEqual(
      quotas.alarms.map(({ detection, severity, region }) => [detection.id, severity, region]),
      [
        ["request-quota-near", "warning", "us-east-1"],
        ["request-quota-near", "warning", "us-west-2"],
        ["request-quota-nearly-reached", "critical", "us-east-1"],
        ["request-quota-nearly-reached", "critical", "us-west-2"],
      ],
    );
  });

  it("compares the calls of a minute with the quota by AWS's expression", () => {
    const name = "kms-request-quota-near-us-east-1-CryptographicOperationsSymmetric";
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, name);
    assert.deepEqual(alarm, {
      name: "kms-monitoring-test-warning-RequestRateNearQuota-us-east-1-CryptographicOperationsSymmetric",
      region: "us-east-1",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 80,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
      metricQueries: [
        {
          id: "usage",
          metric: {
            namespace: "AWS/Usage",
            metricName: "CallCount",
            dimensions: {
              Type: "API",
              Service: "KMS",
              Resource: "CryptographicOperationsSymmetric",
              Class: "None",
            },
            period: 60,
            stat: "Sum",
          },
          returnData: false,
        },
        {
          id: "percent",
          label: "CryptographicOperationsSymmetric in percent of its quota",
          expression: "usage/SERVICE_QUOTA(usage)*100",
          returnData: true,
        },
      ],
      alarmActions: ["arn:warning"],
      tags: { detection: "request-quota-near" },
    });
    assert.match(String(alarmDescription), /ask for a higher quota/);
  });

  it("gives alarms of other regions no topic: an alarm can notify only its own region", () => {
    const name = "kms-request-quota-nearly-reached-us-west-2-CryptographicOperationsSymmetric";
    const alarm = inputsOf(made, ALARM, name);
    assert.deepEqual(alarm["alarmActions"], []);
    assert.equal(alarm["threshold"], 95);
    assert.equal(alarm["evaluationPeriods"], 1);
  });

  it("leaves out a detection that is off, and takes a threshold from the settings", async () => {
    const fewer = await mockAws();
    new RequestQuotaAlarms("kms", {
      ...args,
      watchedRegions: ["us-east-1"],
      detectionSettings: {
        "request-quota-near": { enabled: false },
        "request-quota-nearly-reached": { threshold: 97.5 },
      },
    });
    await settled();
    const name = "kms-request-quota-nearly-reached-us-east-1-CryptographicOperationsSymmetric";
    assert.deepEqual(namesOf(fewer), [`MetricAlarm ${name}`]);
    assert.equal(inputsOf(fewer, ALARM, name)["threshold"], 97.5);
  });
});
