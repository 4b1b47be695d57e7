// Keeps the inventory in the archive, and reads the last one back.
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { csvOf } from "./csv";
import type { Inventory } from "./keyRecord";
import { INVENTORY_CSV, INVENTORY_JSON } from "./names";

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

const problemForm = z.object({
  missing: z.enum(["keys", "alarms"]),
  error: z.string(),
  message: z.string(),
});

/** Enough to tell a list that was written here from what somebody else put in its place. */
const listForm = z.object({
  takenAt: z.iso.datetime(),
  expiryDays: z.number(),
  regions: z.array(z.object({ region: z.string(), problems: z.array(problemForm) })),
  keys: z.array(z.object({ keyId: z.string(), arn: z.string(), region: z.string() })),
});

/** Nothing, if there is none yet, or something else in its place: then the next run writes one. */
export async function readInventory(
  client: S3Client,
  bucketName: string,
): Promise<Inventory | undefined> {
  try {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucketName, Key: INVENTORY_JSON }),
    );
    const text = await Body?.transformToString();
    return text === undefined ? undefined : inventoryIn(text);
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

function inventoryIn(text: string): Inventory | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return listForm.safeParse(value).success ? (value as Inventory) : undefined;
  } catch {
    return undefined;
  }
}
