import { createHash } from "node:crypto";
import type { Values } from "../../resourceType";

// What a sample is, and the values that samples have in common. For tests.

export interface Sample {
  readonly inputs: Values;
  /** Each is added to the inputs and the updates before it; undefined takes a property away. */
  readonly updates: readonly Values[];
  /** AWS has no state without this resource: deleting it brings AWS's own default back. */
  readonly isAlwaysThere?: true;
}

export type Samples = Readonly<Record<string, Sample>>;

export const SAMPLE_REGION = "us-west-2";
export const ACCOUNT = "111122223333";
export const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

export const TOPIC_ARN = arn("sns", "sample-topic");
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/sample-role`;
export const KEY_ARN = arn("kms", `key/${KEY_ID}`);
export const QUEUE_ARN = arn("sqs", "sample-queue");
export const FUNCTION_ARN = arn("lambda", "function:sample-function");
/** As queues are named on the wire; the emulator knows them by any host. */
export const QUEUE_URL = `https://sqs.${SAMPLE_REGION}.amazonaws.com/${ACCOUNT}/sample-queue`;
export const TAGS = { team: "security" };
export const OTHER_TAGS = { owner: "kms" };

export function oneByOne(values: Values): Values[] {
  return Object.entries(values).map(([name, value]) => ({ [name]: value }));
}

export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${SAMPLE_REGION}:${ACCOUNT}:${resource}`;
}

export function policy(action: string): string {
  const statement = {
    Sid: "sample",
    Effect: "Allow",
    Principal: { AWS: ACCOUNT },
    Action: action,
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Lets CloudTrail do something. */
export function forCloudTrail(action: string): string {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const statement = { Effect: "Allow", Principal, Action: action, Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** As the engine sends a StringAsset. */
export function asset(text: string): Values {
  return { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash: hashOf(text), text };
}

/** As the engine sends an AssetArchive. */
export function archive(assets: Values): Values {
  const hash = hashOf(JSON.stringify(assets));
  return { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", hash, assets };
}

/** As the engine sends a FileArchive. */
export function folderArchive(path: string): Values {
  return { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: hashOf(path), path };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
