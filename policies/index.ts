import { readFileSync } from "node:fs";
import { type Policies, PolicyPack } from "@pulumi/policy";
import { asPolicy } from "./asPolicy";
import { catalogue } from "./catalogue";
import { checkConfiguration, readPropertiesWithMarkers } from "./engineRequests";
import { requireRightConfiguration } from "./settings";
import { PACK_NAME, statement, strictnessOf } from "./statement";

// The policy pack. Loading this file starts its server, so tests import the rules instead.

const policies: Policies = catalogue.map((rule) => asPolicy(rule));

readPropertiesWithMarkers();
checkConfiguration((configuration) => {
  requireRightConfiguration(catalogue, configuration);
  // The engine shows people what a pack writes here. Its standard output is for the port alone.
  console.error(statement(version(), strictnessOf(catalogue, configuration)));
});

new PolicyPack(PACK_NAME, { policies });

/** Where the SDK looks for it too. */
function version(): string {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };
  return manifest.version;
}
