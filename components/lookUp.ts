// Looks up in AWS what the settings name, before anything is made, and reports all that is wrong with it at once.
import * as pulumi from "@pulumi/pulumi";
import type { KeyStore } from "../detections/keyStores";
import { findOwner, type NamedKey } from "./describeKey";
import { findImportedKeys, type FindImportedKeysArgs, type ImportedKey } from "./findImportedKeys";
import { keyStoreProblems } from "./findKeyStores";
import { usageKeyProblems } from "./findUsageKeys";
import { foreignTargets } from "./ownTargets";
import { wrongSettings } from "./settingsProblem";

export interface LookUpArgs extends FindImportedKeysArgs {
  readonly usageKeys: readonly NamedKey[];
  readonly keyStores: readonly KeyStore[];
  readonly targets: readonly { readonly arn: string }[];
}

/**
 * Lookups, not resources: their answers are whole at preview, and the names of alarms need ids, which may not be outputs.
 * @returns The keys with imported material that get alarms of their own.
 * @throws pulumi.RunError with every reason why something that is named cannot be watched or told.
 */
export async function lookUp(args: LookUpArgs): Promise<readonly ImportedKey[]> {
  const owner = await findOwner();
  const [imported, ...others] = await Promise.all([
    findImportedKeys(args, owner),
    usageKeyProblems(args.usageKeys, owner),
    keyStoreProblems(args.keyStores),
  ]);
  const targets = foreignTargets(args.targets, owner);
  const problems = [...targets, ...imported.problems, ...others.flat()];
  if (problems.length > 0) throw wrongSettings(problems);
  for (const warning of imported.warnings) void pulumi.log.warn(warning);
  return imported.keys;
}
