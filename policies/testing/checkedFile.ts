import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../tests/temporaryFolder";
import { configure } from "../check/configuration";
import { readDeployment } from "../check/deploymentFile";
import { judge, type Judgement } from "../check/judgement";
import { Problem } from "../check/problem";
import type { Resource, Rule, StackRule } from "../rule";
import { KEY, keyWaits, SAMPLE, type SampleSettings } from "./sampleRules";

// For tests of policy-check: the file of a stack, and what two sample rules say of it. The folders of the files are removed
// by `removeTemporaryFolders`.

/** What the second rule saw last, which is every resource. */
export const seen: Resource[] = [];
const witness: StackRule<SampleSettings> = {
  ...SAMPLE,
  name: "kms-witness",
  level: "advisory",
  judgeStack: (resources) => {
    seen.splice(0, Infinity, ...resources);
    return [];
  },
};

const now = new Date("2027-01-15");

interface Given {
  readonly config?: unknown;
  readonly rules?: readonly Rule[];
  readonly folder?: string;
}

export function judged(content: unknown, given: Given = {}): Judgement {
  const { config, rules = [keyWaits, witness], folder = temporaryFolder() } = given;
  const write = (name: string, value: unknown): string => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
    return file;
  };
  const configFile = config === undefined ? undefined : write("config.json", config);
  const configured = configure(rules, configFile, now);
  return judge(readDeployment(write("given.json", content)), configured, now);
}

export function messages(content: unknown, given: Given = {}): readonly string[] {
  return judged(content, given).findings.map(({ level, message }) => `${level}: ${message}`);
}

/** The complaint, with the name of the folder left out. */
export function complaint(content: unknown, config?: unknown): string {
  const folder = temporaryFolder();
  try {
    judged(content, { config, folder });
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.message.replaceAll(`${folder}/`, "");
  }
  return "none";
}

export const urn = (name: string, type = KEY): string => `urn:pulumi:prod::shop::${type}::${name}`;

export function key(name: string, inputs: object, rest: object = {}): object {
  return { urn: urn(name), type: KEY, inputs, ...rest };
}

export function exported(resources: readonly object[], pending: readonly object[] = []): object {
  return { version: 3, deployment: { resources, pending_operations: pending } };
}

export function preview(
  steps: readonly object[],
  changeSummary: object = { create: 1 },
  severities: readonly string[] = [],
): object {
  const diagnostics = severities.map((severity) => ({ message: "said", severity }));
  return { steps, changeSummary, diagnostics };
}

export function step(op: string, name: string): object {
  return { op, newState: key(name, { days: 30 }) };
}
