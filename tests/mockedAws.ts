// Pulumi's mocks for unit tests of components: records what a component registers, as AWS account 111122223333.
import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { titleOf } from "../audit/deployedStack";
import type { KeyStore } from "../detections/keyStores";

export interface MadeResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, any>;
}

export const ACCOUNT_ID = "111122223333";

/** A key that is there already. */
export interface MockedKey {
  readonly arn: string;
  readonly aliases?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** @default EXTERNAL, with material that expires */
  readonly origin?: string;
  readonly expirationModel?: string;
  readonly keyState?: string;
  /** Deleted; the tagging API still tells of it. */
  readonly isGone?: true;
}

export interface MockedAws {
  /** Types that are registered late, so that what must wait for them can be seen to wait. */
  readonly slow?: RegExp;
  /** What Cloud Control says of resources that are there already, by identifier. */
  readonly existing?: Readonly<Record<string, object>>;
  /** What KMS and the tagging API know. An error is what they answer. */
  readonly keys?: readonly MockedKey[] | Error;
  /** The custom key stores that KMS knows. An error is what it answers. */
  readonly keyStores?: readonly KeyStore[] | Error;
  /** The account's organization; an error if it has none. */
  readonly organization?: object | Error;
}

/**
 * Replaces the engine. Resources get an ARN `arn:<type>:<name>`, their logical name as physical name, and `https://<name>` as URL;
 * an archive is recorded as the texts of its files.
 * @param config Configuration of the project, by full key.
 * @returns Everything registered from now on; complete after `settled()`.
 */
export async function mockAws(
  config: Record<string, string> = {},
  aws: MockedAws = {},
): Promise<readonly MadeResource[]> {
  const made: MadeResource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs: given }) => {
        const inputs = await withTexts(given);
        if (aws.slow?.test(type)) {
          await setTimeout(50);
        }
        made.push({ type, name, inputs });
        const arn = `arn:${type.split(":")[2]}:${name}`;
        const computed = { arn, name, bucket: name, url: `https://${name}` };
        return { id: name, state: { ...computed, ...inputs } };
      },
      call: ({ token, inputs }) => answerOf(token, inputs, aws),
    },
    "kms-monitoring",
    "test",
  );
  pulumi.runtime.setAllConfig({ "aws:region": "us-east-1", ...config });
  return made;
}

/** The inputs, with the texts of an archive by the names of its files in place of the archive. */
async function withTexts(inputs: Record<string, any>): Promise<Record<string, any>> {
  const entries = Object.entries(inputs).map(async ([key, value]) => {
    return [key, value instanceof pulumi.asset.AssetArchive ? await textsIn(value) : value];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function textsIn(archive: pulumi.asset.AssetArchive): Promise<Record<string, string>> {
  const files = Object.entries(await archive.assets).map(async ([name, asset]) => {
    if (!(asset instanceof pulumi.asset.StringAsset)) throw new Error(`${name} is no text`);
    return [name, await asset.text];
  });
  return Object.fromEntries(await Promise.all(files));
}

/** Answers the program's lookups. The engine's errors carry their text in `details`. */
function answerOf(token: string, inputs: Record<string, any>, aws: MockedAws): object {
  const failure = (details: string) => Object.assign(new Error(details), { details });
  switch (token.split(":")[2]) {
    case "getPartition":
      return { partition: "aws", dnsSuffix: "amazonaws.com" };
    case "getRegions":
      return { names: ["us-east-1", "us-west-2"] };
    case "getOrganization":
      if (aws.organization instanceof Error) throw failure(aws.organization.message);
      return aws.organization ?? {};
    case "getResource": {
      const found = aws.existing?.[inputs["identifier"]];
      if (found === undefined) throw failure("ResourceNotFoundException");
      return { properties: JSON.stringify(found) };
    }
    case "getKey":
      if (aws.keys instanceof Error) throw failure(aws.keys.message);
      return (
        keyNamed(inputs, aws.keys ?? []) ?? fail(failure(`NotFoundException: ${inputs["keyId"]}`))
      );
    case "getCustomKeyStore":
      if (aws.keyStores instanceof Error) throw failure(aws.keyStores.message);
      return (
        keyStoreNamed(inputs, aws.keyStores ?? []) ??
        fail(failure(`CustomKeyStoreNotFoundException: ${inputs["customKeyStoreId"]}`))
      );
    case "getResources":
      if (aws.keys instanceof Error) throw failure(aws.keys.message);
      return { resourceTagMappingLists: keysTagged(inputs, aws.keys ?? []) };
    default:
      return { accountId: ACCOUNT_ID };
  }
}

function fail(error: Error): never {
  throw error;
}

function keyNamed({ keyId, region }: Record<string, any>, keys: readonly MockedKey[]) {
  const key = keys.find(({ arn, aliases = [], isGone = false }) => {
    const alias = (name: string) => [name, arn.replace(/key\/.*/, name)];
    return (
      !isGone &&
      arn.split(":")[3] === region &&
      [arn, arn.split("/")[1], ...aliases.flatMap(alias)].includes(keyId)
    );
  });
  if (key === undefined) return undefined;
  const expiring = { origin: "EXTERNAL", expirationModel: "KEY_MATERIAL_EXPIRES" };
  return { ...expiring, keyState: "Enabled", ...key, keyId };
}

function keyStoreNamed(
  { customKeyStoreId, region }: Record<string, any>,
  stores: readonly KeyStore[],
) {
  const store = stores.find((one) => one.id === customKeyStoreId && one.region === region);
  if (store === undefined) return undefined;
  const cloudHsmClusterId = store.type === "cloudhsm" ? "cluster-1a23b4cdefg" : "";
  return { customKeyStoreId, cloudHsmClusterId, connectionState: "CONNECTED" };
}

function keysTagged({ region, tagFilters }: Record<string, any>, keys: readonly MockedKey[]) {
  const wanted = tagFilters as readonly { key: string; values: readonly string[] }[];
  return keys
    .filter(({ arn }) => arn.split(":")[3] === region)
    .filter(({ tags = {} }) => wanted.every(({ key, values }) => values.includes(tags[key] ?? "")))
    .map(({ arn, tags = {} }) => ({ resourceArn: arn, tags, complianceDetails: [] }));
}

/** Resolves when everything that was constructed is registered. */
export async function settled(): Promise<void> {
  await pulumi.runtime.disconnect();
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** Inputs of the one resource of a type with a name. */
export function inputsOf(
  made: readonly MadeResource[],
  type: string,
  name: string,
): Record<string, any> {
  const found = made.filter((resource) => resource.type === type && resource.name === name);
  if (found.length !== 1) {
    const all = made.map((resource) => `${resource.type} ${resource.name}`).join("\n");
    throw new Error(`${found.length} resources are ${type} ${name} among\n${all}`);
  }
  return found[0]?.inputs ?? {};
}

/** Titles of all child resources that AWS would hold, sorted. */
export function namesOf(made: readonly MadeResource[]): readonly string[] {
  return made
    .filter((resource) => resource.type.startsWith("aws:"))
    .map(titleOf)
    .sort();
}

/** Statement of a policy document by its Sid. */
export function statementOf(policy: string, sid: string): Record<string, any> | undefined {
  const { Statement } = JSON.parse(policy) as { Statement: { Sid?: string }[] };
  return Statement.find((statement) => statement.Sid === sid);
}
