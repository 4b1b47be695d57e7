// Remembers what was told in DynamoDB, by Powertools' idempotency, so that two paths and any number of retries tell an act once.
// https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/
import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  makeIdempotent,
} from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as wait } from "node:timers/promises";
import type { Log, Told } from "./handler";
import { FORGET_AFTER_SECONDS, TOLD_TABLE } from "./names";

/** How often, and after how long, it is asked again whether another run has told: at least as long as SNS has time to answer. */
const TRIES = 22;
const WAIT_MS = 500;

type LambdaContext = Parameters<IdempotencyConfig["registerLambdaContext"]>[0];

export function toldInDynamoDb(
  tableName: string,
  client: DynamoDBClient,
  log: Log,
  who: "told" | "sent",
): Told {
  const config = new IdempotencyConfig({
    expiresAfterSeconds: FORGET_AFTER_SECONDS,
    // The default is MD5, which hosts in FIPS mode refuse.
    hashFunction: "sha256",
  });
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName,
    awsSdkV3Client: client,
    keyAttr: TOLD_TABLE.keyAttribute,
    expiryAttr: TOLD_TABLE.timeToLiveAttribute,
  });
  return {
    once: async (key, tell, invocation) => {
      // So that a run which Lambda ends in the middle does not keep the next one from telling. Only the time left is read.
      config.registerLambdaContext(invocation as LambdaContext);
      const run: { result?: Promise<void> } = {};
      // The promise is kept: whether people were told must not depend on whether it could be noted.
      const tellAndKeep = (): Promise<void> => (run.result = tell());
      const tellKey: (key: string) => Promise<void> = makeIdempotent(tellAndKeep, {
        persistenceStore,
        config,
        keyPrefix: who,
      });
      try {
        await whenNobodyElseTells(() => tellKey(key));
      } catch (error) {
        // Another run has not ended yet. If it fails, so that people were not told, Lambda runs this one again.
        if (error instanceof IdempotencyAlreadyInProgressError) throw error;
        await run.result;
        log({ level: "error", could: "not remember what was told", failure: causeOf(error) });
        // Better told twice than not at all.
        await (run.result ??= tell());
      }
      return run.result === undefined ? "repeated" : "told";
    },
  };
}

async function whenNobodyElseTells(tell: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tell();
    } catch (error) {
      if (!(error instanceof IdempotencyAlreadyInProgressError) || tries === TRIES) throw error;
      await wait(WAIT_MS);
    }
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : "unknown";
}
