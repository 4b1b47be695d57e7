// Where Lambda starts the function of the dashboard's widget, each time somebody looks at it.
import { S3Client } from "@aws-sdk/client-s3";
import { readVariables, widgetVariables } from "./environment";
import { readInventory } from "./store";
import { answer } from "./widget";

const told = readVariables(widgetVariables, process.env);
const s3 = new S3Client();

interface Context {
  readonly invokedFunctionArn: string;
}

export const handler = (event: unknown, { invokedFunctionArn }: Context): Promise<string> =>
  answer(event, {
    functionArn: invokedFunctionArn,
    read: () => readInventory(s3, told.BUCKET_NAME),
    now: () => new Date(),
  });
