import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import * as pulumi from "@pulumi/pulumi";
import { parseFilterPattern } from "../filterPatterns/parse";
import { removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { FORMATTER_HANDLER, formatterCode, formatterScript, WATCH_LIST_FILE } from "./bundle";
import { FakeAws } from "./fakeAws";
import { messageOf } from "./message";
import { decryptFailed, decryptFailure, keyArn, links } from "./sampleEntries";
import type { WatchList } from "./watch";

const watchList: WatchList = {
  detections: [{ ...decryptFailed, pattern: parseFilterPattern('{ $.errorCode = "Incorrect*" }') }],
  kmsEvents: {},
  savedQueries: links.savedQueries,
  runbookBaseUrl: links.runbookBaseUrl,
};

const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-dev";
const topicArns = { critical: "arn:critical", warning: "arn:warning", info: "arn:info" };

/** Calls the handler once per event, in one process, as Lambda does. */
const CALLER = `
  const [folder, handler, events] = process.argv.slice(1);
  const [file, name] = handler.split(".");
  const formatter = require(require("node:path").join(folder, file + ".js"));
  const invocation = { getRemainingTimeInMillis: () => 30000 };
  (async () => {
    for (const event of JSON.parse(events)) {
      await formatter[name](event, invocation).catch((error) => console.log(JSON.stringify({ error: error.message })));
    }
  })();`;

async function textsOf(code: pulumi.asset.AssetArchive): Promise<Record<string, string>> {
  const assets = Object.entries(await code.assets);
  const texts = assets.map(async ([name, asset]) => {
    assert.ok(asset instanceof pulumi.asset.StringAsset);
    return [name, await asset.text] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

describe("formatterCode", () => {
  it("is a script and the watch list", async () => {
    const texts = await textsOf(formatterCode(watchList));
    assert.deepEqual(Object.keys(texts), ["formatter.js", "watchList.json"]);
    assert.equal(texts["formatter.js"], formatterScript());
    assert.deepEqual(JSON.parse(texts[WATCH_LIST_FILE] ?? ""), watchList);
  });

  it("is small, so that Lambda starts it fast", () => {
    assert.ok(Buffer.byteLength(formatterScript()) < 1_500_000);
  });

  it("has no parser, no path of this machine and nothing that changes from build to build", async () => {
    const script = formatterScript();
    assert.equal(script.includes("FilterPatternError"), false);
    assert.equal(script.includes(join(__dirname, "..")), false);
    const file = JSON.stringify(join(__dirname, "bundle.ts"));
    const write = `process.stdout.write(require(${file}).formatterScript())`;
    const inAnotherFolder = { cwd: tmpdir(), maxBuffer: 10_000_000 };
    const again = await promisify(execFile)(
      process.execPath,
      ["-r", require.resolve("tsx/cjs"), "-e", write],
      inAnotherFolder,
    );
    assert.equal(again.stdout === script, true);
  });
});

describe("the bundled formatter", () => {
  const folder = temporaryFolder();
  let aws: FakeAws;

  before(async () => {
    for (const [name, text] of Object.entries(await textsOf(formatterCode(watchList)))) {
      writeFileSync(join(folder, name), text);
    }
  });
  beforeEach(async () => {
    aws = await FakeAws.start();
  });
  afterEach(() => {
    aws.stop();
  });
  after(removeTemporaryFolders);

  /** Lines of JSON that the formatter logged. */
  async function run(events: readonly unknown[], more: NodeJS.ProcessEnv = {}): Promise<unknown[]> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--no-warnings", "-e", CALLER, folder, FORMATTER_HANDLER, JSON.stringify(events)],
      {
        env: {
          PATH: process.env["PATH"],
          AWS_ENDPOINT_URL: aws.endpoint,
          AWS_ACCESS_KEY_ID: "test",
          AWS_SECRET_ACCESS_KEY: "test",
          AWS_REGION: "us-east-1",
          TOPIC_ARNS: JSON.stringify(topicArns),
          HUB_BUS_NAME: "hub",
          TABLE_NAME: "told-table",
          METRIC_NAMESPACE: "KmsMonitoring",
          KEY_ARN: keyArn,
          TRAIL_ARN: trailArn,
          WATCHED_REGIONS: "us-east-1,us-west-2",
          ...more,
        },
      },
    );
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  }

  const event = {
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.kms",
    detail: decryptFailure,
  };
  const logEvents = [{ id: "1", timestamp: 1, message: JSON.stringify(decryptFailure) }];
  const batch = gzipSync(JSON.stringify({ messageType: "DATA_MESSAGE", logEvents }));
  const subscription = { awslogs: { data: batch.toString("base64") } };

  it("tells people, machines and CloudWatch once of what both paths deliver", async () => {
    const { eventID } = decryptFailure;
    const told = { detection: "decrypt-failed", severity: "warning", keyArn, eventId: eventID };
    assert.deepEqual(await run([event, subscription]), [
      { did: "told", ...told },
      { did: "call", records: 1, told: 1, repeated: 0, failed: 0 },
      { did: "repeated", ...told },
      { did: "logEvents", records: 1, told: 0, repeated: 1, failed: 0 },
    ]);

    const message = messageOf(decryptFailed, decryptFailure, links);
    const [published, ...others] = aws.bodiesOf("Publish") as readonly Record<string, string>[];
    assert.deepEqual(others, []);
    assert.deepEqual(
      [published?.["TopicArn"], published?.["Subject"], published?.["MessageStructure"]],
      ["arn:warning", message.subject, "json"],
    );
    const forms = JSON.parse(published?.["Message"] ?? "");
    assert.equal(forms.default, message.text);

    assert.deepEqual(aws.bodiesOf("PutEvents"), [
      {
        Entries: [
          {
            EventBusName: "hub",
            Source: "kms-monitoring",
            DetailType: "KMS Monitoring Alert",
            Detail: JSON.stringify(message.machine),
            Resources: [keyArn],
          },
        ],
      },
    ]);
    const Dimensions = [{ Name: "Detection", Value: "decrypt-failed" }];
    const MetricData = [{ MetricName: "Told", Dimensions, Value: 1, Unit: "Count" }];
    const metric = { Namespace: "KmsMonitoring", MetricData };
    assert.deepEqual(aws.bodiesOf("PutMetricData"), [metric, metric]);
  });

  const FAULTS = { MetricName: "DeliveryFailures", Unit: "Count" };

  it("asks KMS, and CloudTrail in each region, at a heartbeat, and counts what the trail could not deliver", async () => {
    const StartLoggingTime = Date.now() / 1000;
    const status = { IsLogging: true, StartLoggingTime, LatestDeliveryError: "NoSuchBucket" };
    aws.answers.set("GetTrailStatus", status);
    const fault = "CloudTrail could not deliver log files: NoSuchBucket";
    assert.deepEqual(await run([{ heartbeat: true }]), [
      { level: "error", region: "us-east-1", fault },
      { level: "error", region: "us-west-2", fault },
      { did: "heartbeat", records: 0, told: 0, repeated: 0, failed: 0 },
    ]);
    const asked = aws.asked.filter(({ action }) => action === "GetTrailStatus");
    assert.deepEqual(asked.map(({ region }) => region).sort(), ["us-east-1", "us-west-2"]);
    assert.deepEqual(aws.bodiesOf("GetTrailStatus"), [{ Name: trailArn }, { Name: trailArn }]);
    assert.deepEqual(aws.bodiesOf("DescribeKey"), [{ KeyId: keyArn }]);
    assert.deepEqual(aws.bodiesOf("PutMetricData"), [
      { Namespace: "KmsMonitoring", MetricData: [{ ...FAULTS, Value: 2 }] },
    ]);
  });

  it("expects no log files of a region without the heartbeat", async () => {
    const StartLoggingTime = Date.parse("2026-01-31T03:00:00Z") / 1000;
    aws.answers.set("GetTrailStatus", { IsLogging: true, StartLoggingTime });
    assert.deepEqual(await run([{ heartbeat: true }]), [
      {
        level: "error",
        region: "us-east-1",
        fault: "CloudTrail has delivered no log file since 2026-01-31T03:00:00.000Z.",
      },
      { did: "heartbeat", records: 0, told: 0, repeated: 0, failed: 0 },
    ]);
  });

  it("counts a region that does not tell of the trail, which hides no fault of another", async () => {
    aws.failing.add("GetTrailStatus us-west-2");
    aws.answers.set("GetTrailStatus", { IsLogging: false });
    assert.deepEqual((await run([{ heartbeat: true }])).slice(0, 2), [
      { level: "error", region: "us-east-1", fault: "The trail is not logging." },
      {
        level: "error",
        region: "us-west-2",
        fault: "GetTrailStatus failed: AccessDeniedException",
      },
    ]);
    assert.deepEqual(aws.bodiesOf("PutMetricData"), [
      { Namespace: "KmsMonitoring", MetricData: [{ ...FAULTS, Value: 2 }] },
    ]);
  });

  it("fails when SNS refuses, and tells in the next run", async () => {
    aws.failing.add("Publish");
    const [, failed] = await run([event]);
    assert.match(
      (failed as { error: string }).error,
      /^1 could not be told: AuthorizationError\w*: refused here$/,
    );
    assert.deepEqual(aws.bodiesOf("PutMetricData"), []);
    aws.failing.clear();
    const [told] = await run([event]);
    assert.equal((told as { did: string }).did, "told");
  });

  it("fails when the hub refuses an alert, which is an answer of success, and sends it in the next run", async () => {
    const refused = { ErrorCode: "ThrottlingException", ErrorMessage: "too many" };
    aws.answers.set("PutEvents", { FailedEntryCount: 1, Entries: [refused] });
    const failed = await run([event]);
    assert.deepEqual(failed.at(-1), {
      error: "1 could not be told: Error: ThrottlingException: too many",
    });
    aws.answers.clear();
    await run([event]);
    assert.equal(aws.bodiesOf("PutEvents").length, 2);
    assert.equal(aws.bodiesOf("Publish").length, 1);
  });

  it("tells although DynamoDB refuses", async () => {
    aws.failing.add("PutItem");
    await run([event]);
    assert.equal(aws.bodiesOf("Publish").length, 1);
    assert.equal(aws.bodiesOf("PutMetricData").length, 1);
  });

  it("does not wait for a DynamoDB that is silent until Lambda's patience is over", async () => {
    aws.silent.add("PutItem");
    const started = performance.now();
    await run([event]);
    assert.ok(performance.now() - started < 10_000);
    // Two tries for people, two for machines.
    assert.equal(aws.bodiesOf("PutItem").length, 4);
    assert.equal(aws.bodiesOf("Publish").length, 1);
  });

  it("does not start without its environment, and says what is missing", async () => {
    await assert.rejects(run([event], { TABLE_NAME: "" }), {
      message: /The formatter cannot start: TABLE_NAME is missing\./,
    });
  });
});
