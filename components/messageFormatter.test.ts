import assert from "node:assert/strict";
import { recordDetections } from "../detections/catalogue";
import { formatterScript } from "../messages/bundle";
import { watchListOf } from "../messages/watch";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { mockedFormatter } from "../tests/mockedFormatter";
import type { MessageFormatter } from "./messageFormatter";

const FUNCTION = "aws:lambda/function:Function";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

describe("MessageFormatter", () => {
  let made: readonly MadeResource[];
  let formatter: MessageFormatter;

  before(async () => {
    made = await mockAws();
    formatter = mockedFormatter({
      detections: recordDetections,
      runbookBaseUrl: "https://example.com/runbooks",
    });
    await settled();
  });

  it("makes the function with its role, its log and its memory of what it told", async () => {
    assert.deepEqual(
      namesOf(made).filter((title) => !title.includes("-hub")),
      [
        "Function kms-messages",
        "FunctionEventInvokeConfig kms-messages",
        "LogGroup kms-messages",
        "Role kms-messages",
        "RolePolicy kms-messages",
        "Table kms-told",
      ],
    );
    assert.equal(await valueOf(formatter.functionArn), "arn:Function:kms-messages");
    assert.equal(await valueOf(formatter.functionName), "kms-messages");
  });

  it("runs with the role, and knows topics, bus and table", () => {
    const { code, ...rest } = inputsOf(made, FUNCTION, "kms-messages");
    assert.equal(typeof code, "object");
    assert.deepEqual(rest, {
      description: "Writes the messages of the KMS monitoring",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "formatter.handler",
      role: "arn:Role:kms-messages",
      memorySize: 256,
      timeout: 60,
      kmsKeyArn: "arn:key",
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/kms-dev-messages" },
      environment: {
        variables: {
          TOPIC_ARNS: '{"critical":"arn:critical","warning":"arn:warning","info":"arn:info"}',
          HUB_BUS_NAME: "kms-hub",
          KEY_ARN: "arn:key",
          TRAIL_ARN: "arn:trail",
          WATCHED_REGIONS: "us-east-1,us-west-2",
          TABLE_NAME: "kms-told",
          METRIC_NAMESPACE: "KmsMonitoring",
        },
      },
    });
  });

  it("has as its code the formatter, and what it watches beside it", () => {
    const { code: files } = inputsOf(made, FUNCTION, "kms-messages");
    assert.deepEqual(Object.keys(files).sort(), ["formatter.js", "watchList.json"]);
    assert.equal(files["formatter.js"], formatterScript());
    const own = { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" };
    const watchList = watchListOf(recordDetections, own, {
      queryFolder: "kms-dev",
      runbookBaseUrl: "https://example.com/runbooks",
    });
    assert.deepEqual(JSON.parse(files["watchList.json"]), watchList);
  });

  it("tries three times within an hour, and keeps what it could not tell", () => {
    const type = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    assert.deepEqual(inputsOf(made, type, "kms-messages"), {
      functionName: "kms-messages",
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: "arn:queue" } },
    });
  });

  it("keeps its log encrypted, and as long as the trail's records", () => {
    assert.deepEqual(inputsOf(made, "aws:cloudwatch/logGroup:LogGroup", "kms-messages"), {
      name: "/aws/lambda/kms-dev-messages",
      retentionInDays: 400,
      kmsKeyId: "arn:key",
    });
  });

  it("is made after the policy of its role: Lambda refuses a role that cannot use the key", async () => {
    const late = await mockAws({}, { slow: /rolePolicy/ });
    mockedFormatter();
    await settled();
    const titles = late.map(({ type }) => type);
    assert.ok(titles.indexOf(ROLE_POLICY) < titles.indexOf(FUNCTION), titles.join(", "));
  });
});
