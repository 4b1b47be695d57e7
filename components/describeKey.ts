// Asks KMS about what settings name, before anything is made, and puts into words why it cannot be watched.
import * as aws from "@pulumi/aws";
import { messageOf } from "./settingsProblem";

/** One key, by a name that kms:DescribeKey takes. */
export interface NamedKey {
  /** As in the settings. */
  readonly name: string;
  /** An alias is of one region, and so is a key; without an ARN it is the home region. */
  readonly region: string;
}

/** Whom the stack's resources belong to. */
export interface Owner {
  readonly accountId: string;
  readonly partition: string;
}

/** Why something cannot be watched, in words that follow its name. */
export interface Unknown {
  readonly problem: string;
  /** Whether AWS knows that there is none. */
  readonly isGone: boolean;
}

export async function findOwner(): Promise<Owner> {
  const [{ accountId }, { partition }] = await Promise.all([
    aws.getCallerIdentity(),
    aws.getPartition(),
  ]);
  return { accountId, partition };
}

/** Keys of others are not asked about: KMS may tell of them, but publishes no metric here. */
export async function describeKey(
  { name, region }: NamedKey,
  owner: Owner,
): Promise<aws.kms.GetKeyResult | Unknown> {
  const foreign = whyForeign(name, owner);
  if (foreign !== undefined) return { problem: foreign, isGone: false };
  try {
    return await aws.kms.getKey({ keyId: name, region });
  } catch (error) {
    return whyUnknown(error, region, "kms:DescribeKey");
  }
}

function whyForeign(name: string, { accountId, partition }: Owner): string | undefined {
  const [, ofPartition, , , ofAccount] = name.split(":");
  if (ofPartition === undefined) return undefined;
  if (ofPartition !== partition) {
    return `is a key of partition ${ofPartition}; allowed are keys of ${partition}`;
  }
  if (ofAccount === accountId) return undefined;
  return `is a key of account ${ofAccount}, where alone KMS publishes its metrics; allowed are keys of this account, ${accountId}`;
}

export const PENDING_DELETION =
  "is pending deletion; allowed are keys that stay (kms:CancelKeyDeletion saves it)";

/** The aws plugin does not say NotFoundException, but that it could not find the resource. */
export function whyUnknown(error: unknown, region: string, action: string): Unknown {
  const said = messageOf(error).replace(/\s+/g, " ");
  if (/NotFoundException|couldn't find resource/.test(said)) {
    return { problem: `does not exist in ${region}`, isGone: true };
  }
  const needed = /AccessDenied|not authorized/.test(said)
    ? `; who deploys needs ${action} there${action === "kms:DescribeKey" ? ", by IAM and the key's policy" : ""}`
    : "";
  return { problem: `cannot be looked up in ${region}${needed}: ${said}`, isGone: false };
}
