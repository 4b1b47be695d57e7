import { readFileSync } from "node:fs";
import { type EnforcementLevel, type Policies, PolicyPack } from "@pulumi/policy";
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
  const levels = new Map<string, EnforcementLevel>();
  configuration.forEach(({ level }, policy) => levels.set(policy, level));
  // The engine shows people what a pack writes here. Its standard output is for the port alone.
  console.error(statement(version(), strictnessOf(catalogue, levels)));
});

new PolicyPack(PACK_NAME, { policies });

/** Where the SDK looks for it too. */
function version(): string {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };
  return manifest.version;
}
