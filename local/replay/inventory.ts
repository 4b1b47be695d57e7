// Wakes the deployed function that lists all keys, and shows what it wrote to the archive.
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import type { StackOutputs } from "../../components/outputs";
import { readInventory } from "../../inventory/store";
import { tableOf } from "../../inventory/table";
import { Problem } from "../problem";

const MOST_KEYS = 8;

export async function inventoryTable({
  inventoryFunctionArn,
  inventoryObjects,
}: Pick<StackOutputs, "inventoryFunctionArn" | "inventoryObjects">): Promise<string> {
  const { FunctionError, Payload = new Uint8Array() } = await new LambdaClient().send(
    new InvokeCommand({ FunctionName: inventoryFunctionArn }),
  );
  const inventory = await readInventory(new S3Client(), inventoryObjects.bucketName);
  if (FunctionError !== undefined || inventory === undefined) {
    throw new Problem(`The key inventory failed: ${Buffer.from(Payload).toString()}`);
  }
  return tableOf(inventory, new Date(), MOST_KEYS);
}
