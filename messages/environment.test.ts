import assert from "node:assert/strict";
import { readEnvironment } from "./environment";

const arn = (name: string): string => `arn:aws:sns:us-east-1:111122223333:${name}`;
const topicArns = { critical: arn("critical"), warning: arn("warning"), info: arn("info") };
const variables = {
  TOPIC_ARNS: JSON.stringify(topicArns),
  HUB_BUS_NAME: "hub",
  TABLE_NAME: "told",
  METRIC_NAMESPACE: "KmsMonitoring",
  KEY_ARN: "arn:key",
  TRAIL_ARN: "arn:trail",
  WATCHED_REGIONS: "us-east-1,us-west-2",
  AWS_REGION: "us-east-1",
};

describe("readEnvironment", () => {
  it("reads what the Lambda is told", () => {
    assert.deepEqual(readEnvironment(variables), {
      topicArns,
      hubBusName: "hub",
      tableName: "told",
      metricNamespace: "KmsMonitoring",
      keyArn: "arn:key",
      trailArn: "arn:trail",
      watchedRegions: ["us-east-1", "us-west-2"],
      region: "us-east-1",
    });
  });

  it("names everything that is missing, at once", () => {
    assert.throws(() => readEnvironment({ TABLE_NAME: "" }), {
      message:
        "The formatter cannot start: TOPIC_ARNS is missing; HUB_BUS_NAME is missing; TABLE_NAME is missing; " +
        "METRIC_NAMESPACE is missing; KEY_ARN is missing; TRAIL_ARN is missing; WATCHED_REGIONS is missing; AWS_REGION is missing.",
    });
  });

  for (const wrong of [
    "no JSON",
    "null",
    "[]",
    JSON.stringify({ ...topicArns, info: undefined }),
    JSON.stringify({ ...topicArns, info: 5 }),
    JSON.stringify({ ...topicArns, info: "topic" }),
  ]) {
    it(`refuses topics that are not an ARN for each severity: ${wrong.slice(-30)}`, () => {
      assert.throws(() => readEnvironment({ ...variables, TOPIC_ARNS: wrong }), {
        message:
          "The formatter cannot start: TOPIC_ARNS is not a JSON object of ARNs by critical, warning, info.",
      });
    });
  }
});
