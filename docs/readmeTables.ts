// The tables of the READMEs, each made from what it describes, so that none can say anything else than the code.
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import ts from "typescript";
import { z } from "zod";
import { detectionOverride } from "../components/detectionSettings";
import { settingsSchema } from "../components/settings";
import type { Detection } from "../detections/detection";
import { metricDetections, ownHealth, recordDetections } from "../detections/catalogue";
import { requestQuotas } from "../detections/requestQuotas";
import { allTypes } from "../local/provider/catalogue";
import type { Property } from "../local/provider/resourceType";
import { savedQueries } from "../queries/catalogue";
import { catalogue } from "../policies/catalogue";
import type { Rule } from "../policies/rule";
import { TAMPERING_FILE, type TamperingRow } from "../tests/alerts/tamperingRow";
import { channelsOf, tellingOf } from "./detectionWords";
import { table, type Row, type Tables } from "./table";

/** Every table, by the name that marks its place in the README. */
export function readmeTables(): Tables {
  return {
    detections: detections(),
    settings: settings(),
    overrides: overrides(),
    quotas: quotas(),
    tampering: tampering(),
    outputs: outputs(),
    resources: resources(),
    policies: policies(),
    recorded: recorded(),
    queries: queries(),
  };
}

function detections(): string {
  const row = (d: Detection, told: string, seen: string): Row => [
    `\`${d.id}\``,
    d.title,
    d.severity,
    told,
    seen,
  ];
  return table(
    ["detection", "what happened", "severity", "told by", "seen through"],
    [
      ...recordDetections.map((d) => row(d, tellingOf(d), channelsOf(d))),
      ...metricDetections.map((d) => row(d, "alarm", `metric ${d.metricName}`)),
      ...ownHealth.map((d) => row(d, "alarm", `metric ${d.metricName}`)),
    ],
  );
}

function quotas(): string {
  return table(
    ["`requestQuotas`", "quota of KMS"],
    Object.entries(requestQuotas).map(([name, quota]) => [`\`${name}\``, quota]),
  );
}

interface Declared {
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Declared>>;
}

/** The settings that Pulumi.yaml declares; those inside of an object are declared by its schema. */
function settings(): string {
  const { config } = parse(readFileSync("Pulumi.yaml", "utf8")) as {
    config: Record<string, Declared>;
  };
  const { properties = {} } = z.toJSONSchema(settingsSchema, { io: "input" }) as Declared;
  return table(
    ["setting", "type", "default", "what it does"],
    Object.entries(config).flatMap(([key, declared]) =>
      settingRows(key, { ...declared, properties: explained(properties[key]) }),
    ),
  );
}

/** What is inside of a setting; the same for each detection, and so explained once by the table of overrides. */
function explained(setting: Declared | undefined): NonNullable<Declared["properties"]> {
  const inner = setting?.properties ?? {};
  return recordDetections.some(({ id }) => id in inner) ? {} : inner;
}

/** What can be changed of each detection. */
function overrides(): string {
  const { properties = {} } = z.toJSONSchema(detectionOverride, { io: "input" }) as Declared;
  return table(
    ["key", "type", "default", "what it does"],
    Object.entries(properties).flatMap(([key, declared]) => settingRows(key, declared)),
  );
}

/** As `npm run tampering` measured it. */
function tampering(): string {
  const rows = JSON.parse(readFileSync(TAMPERING_FILE, "utf8")) as readonly TamperingRow[];
  return table(
    ["what", "act", "who tells a person afterwards"],
    rows.map(({ what, act, heard }) => [what, act, heard.join(", ") || "nobody"]),
  );
}

/** A setting, or the ones inside of it that are described. */
function settingRows(name: string, setting: Declared): readonly Row[] {
  const inner = Object.entries(setting.properties ?? {}).flatMap(([key, declared]) =>
    settingRows(`${name}.${key}`, declared),
  );
  if (inner.length > 0) return inner;
  if (setting.description === undefined) return [];
  const defaultValue =
    setting.default === undefined ? "" : `\`${JSON.stringify(setting.default)}\``;
  return [
    [`\`${name}\``, setting.type ?? typeOf(setting.default), defaultValue, setting.description],
  ];
}

/** Of a list of several types, Pulumi.yaml can only give a default. */
function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : "";
}

/** The members of StackOutputs with their comments. */
function outputs(): string {
  const file = "components/outputs.ts";
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const contract = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find((declaration) => declaration.name.text === "StackOutputs");
  const members = contract?.members.filter(ts.isPropertySignature) ?? [];
  return table(
    ["output", "type", "what it is"],
    members.map((member) => [
      `\`${member.name.getText(source)}\``,
      `\`${member.type?.getText(source)}\``,
      ts
        .getJSDocCommentsAndTags(member)
        .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "")
        .join(" "),
    ]),
  );
}

/** A type of resource, and the component that makes it. */
export interface MadeResource {
  readonly type: string;
  readonly path: string;
}

/** What awsx makes of the types of AWS. */
const OF_AWSX: Readonly<Record<string, string>> = { "awsx.Dashboard": "aws.cloudwatch.Dashboard" };

/** Each `new aws.` of the components, and what awsx makes for them, each type once for each file. */
export function madeResources(): readonly MadeResource[] {
  const files = readdirSync("components").filter((file) => /^\w+\.ts$/.test(file));
  const made = files.flatMap((file) => {
    const path = `components/${file}`;
    const types = readFileSync(path, "utf8").matchAll(/new (aws\.\w+\.\w+|awsx\.Dashboard)\(/g);
    const names = [...types].map(([, type = ""]) => OF_AWSX[type] ?? type);
    return [...new Set(names)].map((type) => ({ type, path }));
  });
  const place = ({ type, path }: MadeResource): string => `${type},${path}`;
  return made.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

function resources(): string {
  return table(
    ["resource", "made in"],
    madeResources().map(({ type, path }) => [`\`${type}\``, `[${path}](${path})`]),
  );
}

/** One row for each policy of the pack. What every policy takes besides, the README says above the table. */
function policies(): string {
  return table(
    ["policy", "level", "what must hold, and what happens otherwise", "controls", "settings"],
    catalogue.map((rule) => [
      `\`${rule.name}\``,
      rule.level,
      `${rule.title} ${rule.why}`,
      rule.controls.join(", "),
      policySettings(rule),
    ]),
  );
}

function policySettings(rule: Rule): string {
  const { properties = {} } = z.toJSONSchema(rule.settings, { io: "input" }) as Declared;
  return Object.entries(properties)
    .map(([name, { default: value, description = "" }]) => {
      // Two stars would make the text between them emphatic.
      const sentence = description.replace(/\.$/, "").replaceAll("*", "\\*");
      return `\`${name}\`: ${sentence} (default \`${JSON.stringify(value)}\`)`;
    })
    .join("; ");
}

/** A list: the descriptions are too long for cells. */
function queries(): string {
  return savedQueries
    .map(({ id, title, description }) => `- **${title}** (\`${id}\`). ${description}`)
    .join("\n");
}

/** Properties that the stand-in provider keeps because the emulator cannot hold them. */
function recorded(): string {
  const rows = allTypes().flatMap(({ token, properties }) =>
    Object.entries<Property>(properties).flatMap(([property, { recorded: why }]) =>
      why === undefined ? [] : [[`\`${token}\``, `\`${property}\``, why]],
    ),
  );
  return table(["type", "property", "why"], rows);
}
