import { check } from "./check";
import { isObject } from "./meaning";
import type { Properties, Values } from "./resourceType";

// Reads the provider's configuration (`aws:...`), and makes sure that it leads to an emulator on this machine and never to AWS.

/** The part of the real provider's configuration that means something here. */
export const CONFIG_PROPERTIES = {
  region: { type: "string" },
  accessKey: { type: "string" },
  secretKey: { type: "string" },
  token: { type: "string" },
  endpoints: { type: "list", of: { type: "map" } },
  allowedAccountIds: { type: "list", of: { type: "string" } },
  defaultTags: { type: "object", properties: { tags: { type: "map" } } },
  s3UsePathStyle: { type: "boolean" },
  skipCredentialsValidation: { type: "boolean" },
  skipMetadataApiCheck: { type: "boolean" },
  skipRegionValidation: { type: "boolean" },
  skipRequestingAccountId: { type: "boolean" },
} as const satisfies Properties;

/** The engine adds these to every provider's configuration. */
const ENGINE_KEYS = ["version", "pluginDownloadURL"];

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** For all services, from AWS_ENDPOINT_URL. */
  readonly endpoint: string | undefined;
  /** By service, as in `aws:endpoints`. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly allowedAccountIds: readonly string[];
}

export function configProblems(given: Values, environment: Environment): string[] {
  const values = decoded(given);
  const problems = check("the aws provider's configuration", CONFIG_PROPERTIES, values);
  if (problems.length > 0) return problems;
  const config = readConfig(given, environment);
  const urls = [config.endpoint, ...Object.values(config.endpoints)].filter(
    (url) => url !== undefined,
  );
  if (config.region === "") problems.push("give aws:region or AWS_REGION");
  if (urls.length === 0)
    problems.push(
      "the stand-in aws provider works only with the embedded AWS: set AWS_ENDPOINT_URL (npm run local:env prints it) or aws:endpoints",
    );
  for (const url of new Set(urls.filter((one) => !isLoopback(one))))
    problems.push(
      `${url} is not on this machine; the stand-in aws provider talks only to loopback addresses, as http://127.0.0.1:4566`,
    );
  return problems;
}

/** The configuration, if configProblems() found none. */
export function readConfig(given: Values, environment: Environment): Config {
  const values = decoded(given);
  const tags = isObject(values.defaultTags) ? values.defaultTags.tags : undefined;
  return {
    region: text(values.region) ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? "",
    accessKey: text(values.accessKey) ?? environment.AWS_ACCESS_KEY_ID ?? "test",
    secretKey: text(values.secretKey) ?? environment.AWS_SECRET_ACCESS_KEY ?? "test",
    endpoint: environment.AWS_ENDPOINT_URL === "" ? undefined : environment.AWS_ENDPOINT_URL,
    endpoints: texts(merged(values.endpoints)),
    defaultTags: texts(tags),
    allowedAccountIds: Array.isArray(values.allowedAccountIds)
      ? values.allowedAccountIds.map(String)
      : [],
  };
}

export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname;
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The engine sends everything but strings as JSON text. */
function decoded(given: Values): Values {
  const properties: Properties = CONFIG_PROPERTIES;
  const entries = Object.entries(given).filter(([name]) => !ENGINE_KEYS.includes(name));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const type = properties[name]?.type ?? "string";
      return [name, type === "string" || typeof value !== "string" ? value : parsed(value)];
    }),
  );
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `aws:endpoints` is a list of objects, each with some services. */
function merged(list: unknown): Values {
  const parts: readonly unknown[] = Array.isArray(list) ? list : [];
  return Object.fromEntries(parts.filter(isObject).flatMap((part) => Object.entries(part)));
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([key, one]) => [key, String(one)]),
  );
}
