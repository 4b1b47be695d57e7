import {
  DescribeTableCommand,
  DynamoDBClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Aws } from "./aws";
import type { Properties } from "./resourceType";
import { tagChange, tagList } from "./tags";

// What DynamoDB sets for a table by calls of their own.

export const TABLE_SETTINGS = {
  ttl: {
    type: "object",
    computed: true,
    properties: { attributeName: { type: "string" }, enabled: { type: "boolean", default: false } },
  },
  pointInTimeRecovery: {
    type: "object",
    computed: true,
    properties: { enabled: { type: "boolean", required: true } },
  },
} as const satisfies Properties;

/** The attribute stays to be named when the setting is turned off. */
interface TimeToLive {
  readonly attributeName?: string | undefined;
  readonly enabled: boolean;
}

interface TaggedChange {
  readonly olds: {
    readonly arn?: string | undefined;
    readonly tagsAll?: Readonly<Record<string, string>> | undefined;
  };
  readonly news: { readonly tagsAll: Readonly<Record<string, string>> };
}

const PAUSE_MILLISECONDS = 100;
const SECONDS = 60;

/** A table is made and changed after DynamoDB has answered. */
export async function tableIsReady(TableName: string, aws: Aws): Promise<void> {
  const deadline = Date.now() + SECONDS * 1000;
  for (;;) {
    const { Table: table } = await aws
      .client(DynamoDBClient)
      .send(new DescribeTableCommand({ TableName }));
    if (table?.TableStatus === "ACTIVE") return;
    if (Date.now() > deadline)
      throw new Error(
        `table ${TableName} is ${table?.TableStatus ?? "nothing"} after ${SECONDS} s`,
      );
    await sleep(PAUSE_MILLISECONDS);
  }
}

export async function setTimeToLive(
  TableName: string,
  { attributeName, enabled }: TimeToLive,
  aws: Aws,
): Promise<void> {
  await aws.client(DynamoDBClient).send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { AttributeName: attributeName, Enabled: enabled },
    }),
  );
}

export async function setRecovery(TableName: string, on: boolean, aws: Aws): Promise<void> {
  await aws.client(DynamoDBClient).send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: on },
    }),
  );
}

export async function updateTableTags({ olds, news }: TaggedChange, aws: Aws): Promise<void> {
  const dynamodb = aws.client(DynamoDBClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const ResourceArn = olds.arn;
  if (remove.length > 0)
    await dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys: remove }));
  if (Object.keys(set).length > 0)
    await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: tagList(set) }));
}
