// Declares the resources of the JSON file that GIVEN_RESOURCES names: [{ type, name, props, opts }].
// In props, { "$secret": value } is a secret and { "$idOf": name } is the id of an earlier resource: unknown at preview.
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

const made = new Map();
for (const { type, name, props, opts } of JSON.parse(
  readFileSync(process.env.GIVEN_RESOURCES, "utf8"),
)) {
  made.set(name, new pulumi.CustomResource(type, name, input(props), opts));
}

function input(value) {
  if (Array.isArray(value)) return value.map(input);
  if (typeof value !== "object" || value === null) return value;
  if ("$secret" in value) return pulumi.secret(input(value.$secret));
  if ("$idOf" in value) return made.get(value.$idOf).id;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, input(item)]));
}
