// Where Lambda starts the function that takes the inventory, each time the schedule wakes it.
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { S3Client } from "@aws-sdk/client-s3";
import { readVariables, takeVariables } from "./environment";
import { timeToTake } from "./deadline";
import { publish } from "./publish";
import { regionClients } from "./regionClients";
import { run } from "./run";
import { readInventory, writeInventory } from "./store";
import { takeInventory } from "./takeInventory";

const told = readVariables(takeVariables, process.env);
const regions = told.WATCHED_REGIONS.split(",");
const expiryDays = Number(told.EXPIRY_DAYS);
const s3 = new S3Client();
const cloudWatch = new CloudWatchClient();

interface Context {
  readonly getRemainingTimeInMillis: () => number;
}

export const handler = (_event: unknown, context: Context): Promise<void> =>
  run({
    scheduleHours: Number(told.SCHEDULE_HOURS),
    regions,
    expiryDays,
    now: () => new Date(),
    read: () => readInventory(s3, told.BUCKET_NAME),
    take: (now) =>
      takeInventory({
        regions,
        clientsFor: regionClients,
        isOwnAlarm: (name) => name.startsWith(told.ALARM_PREFIX),
        expiryDays,
        now,
        deadline: timeToTake(context.getRemainingTimeInMillis()),
      }),
    write: (inventory) => writeInventory(s3, told.BUCKET_NAME, inventory),
    publish: (inventory, now) => publish(cloudWatch, told.METRIC_NAMESPACE, inventory, now),
    // Past the console, which Lambda wraps.
    log: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
  });
