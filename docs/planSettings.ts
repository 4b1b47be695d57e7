// The parts of the monitoring plan that the settings of one stack answer, by which the plan shows what to write for others.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { settingsSchema } from "../components/settings";
import { severities, type Severity } from "../detections/detection";
import { runbookDetections } from "./runbookTables";
import { table, type Row } from "./table";

const STACK_FILE = "Pulumi.dev.yaml";

const HOW_SOON: Readonly<Record<Severity, string>> = {
  critical: "at once",
  warning: "today",
  info: "when convenient",
};

interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
}

/** The settings of the stack, with the defaults that Pulumi.yaml declares. */
function settings() {
  const project = parse(readFileSync("Pulumi.yaml", "utf8")) as {
    readonly name: string;
    readonly config: Readonly<Record<string, { readonly default?: unknown }>>;
  };
  const { config } = parse(readFileSync(STACK_FILE, "utf8")) as StackFile;
  const declared = Object.entries(project.config).map(([key, { default: value }]) => {
    return [key, config[`${project.name}:${key}`] ?? value] as const;
  });
  return {
    homeRegion: String(config["aws:region"]),
    ...settingsSchema.parse(Object.fromEntries(declared)),
  };
}

/** What is watched there, and how long records are kept. */
export function stack(): string {
  const { homeRegion, regions, trail, archive, logRetentionDays, importedKeys, ...others } =
    settings();
  return table(
    ["setting", "value"],
    [
      ["home region", homeRegion],
      ["watched regions", [...new Set([homeRegion, ...regions])].join(", ")],
      ["trail", trail.mode],
      ["records in the log group", `${logRetentionDays} days`],
      ["records in the archive", `${archive.retentionDays} days`],
      ["notice before imported material expires", `${others.expiryThresholdDays.join(", ")} days`],
      ["imported keys with alarms of their own", importedKeys.map(keyText).join(", ") || "none"],
    ],
  );
}

function keyText(key: string | { readonly tags: Readonly<Record<string, string>> }): string {
  if (typeof key === "string") return key;
  const tags = Object.entries(key.tags).map(([name, value]) => `${name}=${value}`);
  return `keys tagged ${tags.join(" and ")}`;
}

/** Who hears of each severity, and how soon somebody must look. */
export function notified(): string {
  const { alertEmails, alertSubscriptions, alertTargets, chatChannels } = settings();
  const rows = severities.map((severity): Row => {
    const hears = ({ severities: some }: { readonly severities: readonly Severity[] }): boolean =>
      some.includes(severity);
    const count = runbookDetections.filter((one) => one.severity === severity).length;
    const people = [
      ...alertEmails.map((address) => `email ${address}`),
      ...alertSubscriptions.filter(hears).map(({ protocol, endpoint }) => {
        return `${protocol} ${withoutSecrets(protocol, endpoint)}`;
      }),
      ...chatChannels.filter(hears).map(({ type, channelId }) => `${type} ${channelId}`),
    ];
    const machines = alertTargets.filter(hears).map(({ arn }) => `\`${arn}\``);
    return [
      severity,
      HOW_SOON[severity],
      `${count}`,
      people.join(", ") || "nobody",
      machines.join(", ") || "none",
    ];
  });
  return table(
    ["severity", "somebody looks", "detections", "people and channels", "machines"],
    rows,
  );
}

/** A URL may hold a token. */
function withoutSecrets(protocol: string, endpoint: string): string {
  return protocol.startsWith("http") ? new URL(endpoint).host : endpoint;
}
