// Where Lambda starts the formatter: reads the environment and the watch list, and makes the clients, once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SNSClient } from "@aws-sdk/client-sns";
import { readEnvironment } from "./environment";
import { makeHandler, type Log } from "./handler";
import { outletOf } from "./outlet";
import { toldInDynamoDb } from "./tellOnce";
import type { WatchList } from "./watch";

const environment = readEnvironment(process.env);

// bundle.ts puts it beside this code.
const watchList = JSON.parse(readFileSync(join(__dirname, "watchList.json"), "utf8")) as WatchList;

const log: Log = (line) => {
  console.log(JSON.stringify(line));
};

// A service that does not answer must not use up the Lambda's time: the formatter goes on without DynamoDB, and tries SNS again.
const client = {
  region: environment.region,
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

export const handler = makeHandler({
  watchList,
  links: { ...watchList, region: environment.region },
  outlet: outletOf(environment, {
    sns: new SNSClient(client),
    cloudWatch: new CloudWatchClient(client),
    eventBridge: new EventBridgeClient(client),
  }),
  told: toldInDynamoDb(environment.tableName, new DynamoDBClient(client), log),
  log,
});
