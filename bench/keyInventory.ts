// `npm run bench:inventory`: the inventory of 0 to 2,000 imported keys in two regions, on an AWS of its own. For each size: is the list
// complete and right, how long does it take, how much memory, and is the stack the same?
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { DeleteObjectCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { StackOutputs } from "../components/outputs";
import { inventoryScript } from "../inventory/bundle";
import type { Inventory } from "../inventory/keyRecord";
import { explain } from "../local/problem";
import { run } from "../local/run";
import { startEmbeddedAws, type EmbeddedAws } from "../tests/embeddedAws";
import { deployLocal, STACK, succeed } from "../tests/localStack";
import { comparable, makeImportedKeys, sorted, type MadeKey } from "../tests/manyKeys";

const SIZES = [0, 1, 25, 600, 2000];

async function main(): Promise<void> {
  const aws = await startEmbeddedAws();
  try {
    const outputs = await deployLocal(aws);
    console.log(
      "keys  right  deployed function  its code alone  peak memory  resources  to change",
    );
    let made: readonly MadeKey[] = [];
    for (const size of SIZES) {
      made = [...made, ...(await grow(aws, outputs, size - made.length))];
      console.log(await measured(aws, outputs, made));
    }
  } finally {
    await aws.stop();
  }
}

/** So many more keys, by halves in two regions. */
async function grow(aws: EmbeddedAws, { watchedRegions }: StackOutputs, count: number) {
  const [home = "", other = ""] = watchedRegions;
  const half = Math.ceil(count / 2);
  return [
    ...(await makeImportedKeys(aws.endpoint, home, half)),
    ...(await makeImportedKeys(aws.endpoint, other, count - half)),
  ];
}

async function measured(aws: EmbeddedAws, outputs: StackOutputs, made: readonly MadeKey[]) {
  const { bucketName, jsonKey } = outputs.inventoryObjects;
  const s3 = new S3Client();
  const forget = () => s3.send(new DeleteObjectCommand({ Bucket: bucketName, Key: jsonKey }));
  const read = async () => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: jsonKey }));
    return JSON.parse((await Body?.transformToString()) ?? "") as Inventory;
  };
  await forget();
  const started = Date.now();
  const { FunctionError } = await new LambdaClient().send(
    new InvokeCommand({ FunctionName: outputs.inventoryFunctionArn }),
  );
  const seconds = (Date.now() - started) / 1000;
  assert.equal(FunctionError, undefined);
  assert.deepEqual(comparable((await read()).keys), sorted(made));
  await forget();
  const alone = await runAlone(aws, outputs);
  assert.deepEqual(comparable((await read()).keys), sorted(made));
  const { resources, changes } = await previewed(aws);
  return [
    String(made.length).padStart(4),
    "yes".padStart(7),
    `${seconds.toFixed(1)} s`.padStart(19),
    `${alone.seconds.toFixed(1)} s`.padStart(16),
    `${alone.megabytes} MB`.padStart(13),
    String(resources).padStart(11),
    String(changes).padStart(11),
  ].join("");
}

/** The function's code in a process of its own, whose memory can be measured. */
async function runAlone(aws: EmbeddedAws, outputs: StackOutputs) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "inventory-"));
  try {
    const file = path.join(folder, "inventory.js");
    writeFileSync(file, inventoryScript("takeLambda"));
    const variables = {
      BUCKET_NAME: outputs.inventoryObjects.bucketName,
      WATCHED_REGIONS: outputs.watchedRegions.join(","),
      METRIC_NAMESPACE: "KmsMonitoringBench",
      ALARM_PREFIX: "kms-monitoring-local-",
      EXPIRY_DAYS: "30",
      SCHEDULE_HOURS: "24",
    };
    const started = Date.now();
    const script = `require(${JSON.stringify(file)}).handler({}, { getRemainingTimeInMillis: () => 900_000 }).then(() => console.log(process.resourceUsage().maxRSS))`;
    const env = { ...aws.environment, ...variables };
    const { code, stdout, stderr } = await run(process.execPath, ["-e", script], { env });
    assert.equal(code, 0, stderr);
    const kilobytes = Number(stdout.trim().split("\n").at(-1));
    return { seconds: (Date.now() - started) / 1000, megabytes: Math.round(kilobytes / 1024) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the engine would do now. */
async function previewed(aws: EmbeddedAws): Promise<{ resources: number; changes: number }> {
  const text = await succeed(aws, ["preview", "--json", ...STACK]);
  const { changeSummary } = JSON.parse(text) as { changeSummary: Record<string, number> };
  const resources = Object.values(changeSummary).reduce((sum, one) => sum + one, 0);
  return { resources, changes: resources - (changeSummary["same"] ?? 0) };
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
