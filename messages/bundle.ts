// Makes the code of the formatter's Lambda from messages/lambda.ts: one minified file with all that it needs, and the watch list
// beside it. The same sources and the same watch list give the same bytes, so that an unchanged formatter is not deployed again.
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundle, LAMBDA_RUNTIME } from "../lambdaBundle";
import type { WatchList } from "./watch";

/** The `handler` of the Lambda. */
export const FORMATTER_HANDLER = "formatter.handler";

/** The `runtime` of the Lambda, for which the code is made. */
export const FORMATTER_RUNTIME = LAMBDA_RUNTIME;

export const WATCH_LIST_FILE = "watchList.json";

let script: string | undefined;

/** The code of the Lambda. */
export function formatterCode(watchList: WatchList): pulumi.asset.AssetArchive {
  return new pulumi.asset.AssetArchive({
    "formatter.js": new pulumi.asset.StringAsset(formatterScript()),
    [WATCH_LIST_FILE]: new pulumi.asset.StringAsset(JSON.stringify(watchList)),
  });
}

/** The text of formatter.js; built once per process. */
export function formatterScript(): string {
  script ??= bundle(join(__dirname, "lambda.ts"));
  return script;
}
