// The code of the inventory's two functions.
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../lambdaBundle";

/** The `handler` of both functions. */
export const INVENTORY_HANDLER = "inventory.handler";

type Entry = "takeLambda" | "widgetLambda";

const scripts = new Map<Entry, string>();

export function inventoryCode(entry: Entry): pulumi.asset.AssetArchive {
  return new pulumi.asset.AssetArchive({
    "inventory.js": new pulumi.asset.StringAsset(inventoryScript(entry)),
  });
}

/** The text of inventory.js; built once per process. */
export function inventoryScript(entry: Entry): string {
  const script = scripts.get(entry) ?? bundle(join(__dirname, `${entry}.ts`));
  scripts.set(entry, script);
  return script;
}
