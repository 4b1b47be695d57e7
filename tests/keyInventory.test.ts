// The inventory deployed, run and read back: its function really runs on the embedded AWS.
import assert from "node:assert/strict";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
} from "@aws-sdk/client-cloudwatch";
import { CreateKeyCommand, EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  S3Client,
  type GetObjectCommandOutput,
} from "@aws-sdk/client-s3";
import type { StackOutputs } from "../components/outputs";
import type { Inventory, KeyRecord } from "../inventory/keyRecord";
import { CLONE } from "../local/environment";
import { run } from "../local/run";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { deployLocal } from "./localStack";
import { comparable, makeImportedKeys, sorted, type MadeKey } from "./manyKeys";

describe("the deployed key inventory", function () {
  let aws: EmbeddedAws;
  let deployed: StackOutputs;
  let made: readonly MadeKey[];
  let usedKeyId: string;

  before(async () => {
    aws = await startEmbeddedAws();
    deployed = await deployLocal(aws);
    made = [
      ...(await makeImportedKeys(aws.endpoint, "us-east-1", 20)),
      ...(await makeImportedKeys(aws.endpoint, "us-west-2", 501)),
    ];
    usedKeyId = await makeUsedKey();
    assert.equal(await invoked(deployed.inventoryFunctionArn), null);
  });

  after(() => aws.stop());

  it("lists every key of the watched regions, and no other", async () => {
    const { keys, regions } = await readInventory();
    assert.deepEqual(comparable(keys), sorted(made));
    assert.equal(keys.length, made.length + 3);
    assert.deepEqual(
      regions.map(({ region, problems }) => [region, problems]),
      [
        ["us-east-1", []],
        ["us-west-2", []],
      ],
    );
  });

  it("knows of rotation, last use and the alarms that watch", async () => {
    const { keys, regions } = await readInventory();
    const keyOf = (id: string) => keys.find(({ keyId }) => keyId === id);
    const own = keyOf(deployed.keyArn.split("/")[1] ?? "");
    assert.equal(own?.rotation?.enabled, true);
    assert.equal(keyOf(usedKeyId)?.lastUsed?.operation, "Encrypt");
    const prefix = "kms-monitoring-local-";
    const first = made.find(({ region }) => region === "us-east-1");
    assert.deepEqual(keyOf(first?.keyId ?? "")?.watchedBy, [
      `${prefix}critical-AnyKeyMaterialExpiresSoon-us-east-1-10-days`,
      `${prefix}warning-AnyKeyMaterialExpiresSoon-us-east-1-30-days`,
    ]);
    assert.deepEqual(own?.watchedBy, []);
    // In the next 30 days 150 keys expire there, and an alarm tells of 100.
    assert.deepEqual(
      regions.map(({ unseenKeyIds }) => unseenKeyIds?.length),
      [0, 50],
    );
  });

  it("writes the same as CSV, encrypted, locked and as a new version each time", async () => {
    const { bucketName: Bucket, csvKey, jsonKey } = deployed.inventoryObjects;
    const csv = await get(csvKey);
    const lines = (await csv.Body?.transformToString())?.trim().split("\r\n") ?? [];
    const ids = lines.slice(1).map((line) => line.split(",")[0]);
    assert.deepEqual(
      ids,
      (await readInventory()).keys.map(({ keyId }) => keyId),
    );
    assert.equal(csv.SSEKMSKeyId, deployed.keyArn);
    const s3 = new S3Client();
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: jsonKey }));
    assert.equal(Retention?.Mode, "GOVERNANCE");
    await s3.send(new DeleteObjectCommand({ Bucket, Key: jsonKey }));
    assert.equal(await invoked(deployed.inventoryFunctionArn), null);
    const versions = new ListObjectVersionsCommand({ Bucket, Prefix: jsonKey });
    assert.equal((await s3.send(versions)).Versions?.length, 2);
  });

  it("does not list the keys again before it is due, and publishes how old the list is", async () => {
    const { takenAt } = await readInventory();
    assert.equal(await invoked(deployed.inventoryFunctionArn), null);
    assert.equal((await readInventory()).takenAt, takenAt);
    assert.ok((await newest("InventoryAgeHours")) > 0);
  });

  it("publishes the numbers of each region, on which the alarms go off", async () => {
    assert.equal(await newest("KeysWithExpiringMaterial", "us-east-1"), 21);
    assert.equal(await newest("KeysWithExpiringMaterial", "us-west-2"), 501);
    assert.equal(await newest("ExpiringKeysUnseen", "us-west-2"), 50);
    const prefix = "kms-monitoring-local-";
    assert.deepEqual(await statesOf("TooManyExpiringKeys"), {
      [`${prefix}warning-TooManyExpiringKeys-us-east-1`]: "OK",
      [`${prefix}warning-TooManyExpiringKeys-us-west-2`]: "ALARM",
    });
    assert.deepEqual(await statesOf("KeyNotReadable"), {
      [`${prefix}warning-KeyNotReadable-us-east-1`]: "OK",
      [`${prefix}warning-KeyNotReadable-us-west-2`]: "OK",
    });
    assert.deepEqual(await statesOf("ExpiringKeyUnseen"), {
      [`${prefix}critical-ExpiringKeyUnseen-us-east-1`]: "OK",
      [`${prefix}critical-ExpiringKeyUnseen-us-west-2`]: "ALARM",
    });
  });

  it("is shown by the widget", async () => {
    const html = String(await invoked(deployed.inventoryWidgetFunctionArn, { rows: 5 }));
    assert.match(html, /Keys 1 to 5 of 524 keys, the most urgent first; 519 not shown\./);
    assert.ok(html.includes(`endpoint="${deployed.inventoryWidgetFunctionArn}"`));
    const markdown = await invoked(deployed.inventoryWidgetFunctionArn, { describe: true });
    assert.match(String(markdown), /^## Key inventory/);
  });

  it("is what `npm run inventory` says of the running stack", async () => {
    const env = { ...process.env, LOCAL_AWS_STATE: aws.session.aws.stateDirectory };
    const ask = (...args: readonly string[]) =>
      run("npm", ["run", "--silent", "inventory", "--", ...args], { cwd: CLONE, env });
    const json = await ask("--json");
    assert.equal(json.code, 0, json.stderr);
    assert.deepEqual(comparable(JSON.parse(json.stdout) as KeyRecord[]), sorted(made));
    const csv = await ask("--csv", "--region", "us-east-1");
    assert.equal(csv.stdout.trim().split("\n").length, 1 + 20 + 3);
    assert.match(
      (await ask()).stdout,
      /\n524 keys in 2 regions, 522 with material that expires\.\n$/,
    );
  });

  async function get(Key: string): Promise<GetObjectCommandOutput> {
    const Bucket = deployed.inventoryObjects.bucketName;
    return new S3Client().send(new GetObjectCommand({ Bucket, Key }));
  }

  async function readInventory(): Promise<Inventory> {
    const { Body } = await get(deployed.inventoryObjects.jsonKey);
    return JSON.parse((await Body?.transformToString()) ?? "") as Inventory;
  }
});

/** What a function answers. */
async function invoked(FunctionName: string, event: object = {}): Promise<unknown> {
  const { FunctionError, Payload = new Uint8Array() } = await new LambdaClient().send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  const text = Buffer.from(Payload).toString();
  assert.equal(FunctionError, undefined, text);
  return text === "" ? null : (JSON.parse(text) as unknown);
}

async function makeUsedKey(): Promise<string> {
  const kms = new KMSClient();
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata?.KeyId ?? "";
  await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("text") }));
  return KeyId;
}

/** The largest value of the last hour. */
async function newest(MetricName: string, region?: string): Promise<number> {
  const { Datapoints = [] } = await new CloudWatchClient().send(
    new GetMetricStatisticsCommand({
      Namespace: "KmsMonitoring",
      MetricName,
      Dimensions: region === undefined ? [] : [{ Name: "Region", Value: region }],
      StartTime: new Date(Date.now() - 3_600_000),
      EndTime: new Date(Date.now() + 60_000),
      Period: 3600,
      Statistics: ["Maximum"],
    }),
  );
  return Math.max(...Datapoints.map(({ Maximum = NaN }) => Maximum));
}

/** States of the alarms with this in their name. */
async function statesOf(name: string): Promise<Record<string, string | undefined>> {
  const { MetricAlarms = [] } = await new CloudWatchClient().send(
    new DescribeAlarmsCommand({ MaxRecords: 100 }),
  );
  const found = MetricAlarms.filter(({ AlarmName = "" }) => AlarmName.includes(name));
  return Object.fromEntries(found.map(({ AlarmName = "", StateValue }) => [AlarmName, StateValue]));
}
