import { z } from "zod";
import type { Level, Rule } from "../rule";
import { type Configured, readSettings, requireRightConfiguration } from "../settings";
import { readJson, requireUniqueKeys } from "./jsonFile";
import { Problem } from "./problem";

// Reads the file that the engine takes after `--policy-pack-config`, to the same effect.

const levelSchema = z.enum(["advisory", "mandatory", "remediate", "disabled"]);
const fileSchema = z.record(
  z.string(),
  z.union([levelSchema, z.looseObject({ enforcementLevel: levelSchema.optional() })], {
    error: `is neither a level (${levelSchema.options.join(", ")}) nor an object whose "enforcementLevel" is one`,
  }),
);

export interface ConfiguredRule {
  readonly rule: Rule;
  readonly level: Level | "disabled";
  readonly configured: Configured;
}

export function configure(
  rules: readonly Rule[],
  file: string | undefined,
  now: Date,
): readonly ConfiguredRule[] {
  const given = file === undefined ? {} : readConfiguration(file);
  const policies = new Map(Object.entries(given).map(([name, entry]) => [name, read(entry)]));
  const everyLevel = policies.get("all")?.level;
  try {
    requireRightConfiguration(rules, policies, now);
  } catch (error) {
    throw new Problem(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return rules.map((rule) => {
    const own = policies.get(rule.name);
    const level = own?.level ?? everyLevel ?? rule.level;
    return {
      rule,
      // Nothing is remediated after the fact; what is left to remedy is a violation.
      level: level === "remediate" ? "mandatory" : level,
      configured: readSettings(rule, own?.settings ?? {}, now),
    };
  });
}

function readConfiguration(file: string): z.output<typeof fileSchema> {
  const given = readJson(file, fileSchema);
  requireUniqueKeys(file);
  return given;
}

function read(entry: z.output<typeof fileSchema>[string]) {
  if (typeof entry === "string") return { level: entry, settings: {} };
  const { enforcementLevel: level, ...settings } = entry;
  return { level, settings };
}
