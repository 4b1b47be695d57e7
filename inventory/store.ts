// Keeps the inventory in the archive, and reads the last one back.
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { csvOf } from "./csv";
import type { Inventory } from "./keyRecord";
import { INVENTORY_CSV, INVENTORY_JSON } from "./metricNames";

/** The JSON last: whoever finds a new one finds the CSV that belongs to it. */
export async function writeInventory(
  client: S3Client,
  bucketName: string,
  inventory: Inventory,
): Promise<void> {
  // S3 wants a checksum of what it locks: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
  const put = { Bucket: bucketName, ChecksumAlgorithm: "SHA256" as const };
  await client.send(
    new PutObjectCommand({
      ...put,
      Key: INVENTORY_CSV,
      Body: csvOf(inventory.keys),
      ContentType: "text/csv; charset=utf-8",
    }),
  );
  await client.send(
    new PutObjectCommand({
      ...put,
      Key: INVENTORY_JSON,
      Body: JSON.stringify(inventory),
      ContentType: "application/json",
    }),
  );
}

/** Nothing, if there is none yet. */
export async function readInventory(
  client: S3Client,
  bucketName: string,
): Promise<Inventory | undefined> {
  try {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucketName, Key: INVENTORY_JSON }),
    );
    const text = await Body?.transformToString();
    return text === undefined ? undefined : (JSON.parse(text) as Inventory);
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
