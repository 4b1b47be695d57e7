// Where Lambda starts the formatter: reads the environment and the watch list, and makes the clients, once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KMSClient } from "@aws-sdk/client-kms";
import { SNSClient } from "@aws-sdk/client-sns";
import { readEnvironment } from "./environment";
import { makeHandler, type Log } from "./handler";
import { outletOf } from "./outlet";
import { toldInDynamoDb } from "./tellOnce";
import type { WatchList } from "./watch";

const environment = readEnvironment(process.env);

// bundle.ts puts it beside this code.
const watchList = JSON.parse(readFileSync(join(__dirname, "watchList.json"), "utf8")) as WatchList;

// Past the console, which Lambda wraps: a line stays the JSON that it is, whatever format the function's log has.
const log: Log = (line) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** A service that does not answer must not use up the Lambda's time. */
function clientSettings(maxAttempts: number, requestTimeout: number) {
  const requestHandler = { connectionTimeout: 1000, requestTimeout, throwOnRequestTimeout: true };
  return { region: environment.region, maxAttempts, requestHandler };
}

const client = clientSettings(3, 3000);

// Without it people are told all the same, so it gets less time.
const dynamoDb = new DynamoDBClient(clientSettings(2, 1500));

export const handler = makeHandler({
  watchList,
  links: { ...watchList, region: environment.region },
  outlet: outletOf(environment, {
    sns: new SNSClient(client),
    cloudWatch: new CloudWatchClient(client),
    eventBridge: new EventBridgeClient(client),
    kms: new KMSClient(client),
    cloudTrails: new Map(
      environment.watchedRegions.map((region) => [
        region,
        new CloudTrailClient({ ...client, region }),
      ]),
    ),
  }),
  told: toldInDynamoDb(environment.tableName, dynamoDb, log, "told"),
  sent: toldInDynamoDb(environment.tableName, dynamoDb, log, "sent"),
  log,
});
