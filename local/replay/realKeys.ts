// Keys that exist in the embedded AWS for the replay, made once and found again by their alias.
import { constants, createHash, publicEncrypt, randomBytes } from "node:crypto";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  KMSClient,
  KMSServiceException,
  NotFoundException,
  ScheduleKeyDeletionCommand,
  type KeyMetadata,
} from "@aws-sdk/client-kms";

const MILLISECONDS_PER_DAY = 86_400_000;

interface RealKey {
  readonly region: string;
  readonly alias: string;
  /** Fixed id, for a key that a settings file names; see local/emulator.py. */
  readonly keyId?: string;
}

/** A key with material that KMS made; its ARN. */
export async function ensureKey(key: RealKey): Promise<string> {
  return (await findOrCreate(key, "AWS_KMS")).Arn ?? "";
}

/** A key with imported material that expires the given number of days from now; its ARN. */
export async function ensureImportedKey(key: RealKey, daysLeft: number): Promise<string> {
  const { Arn = "", KeyId } = await findOrCreate(key, "EXTERNAL");
  const client = new KMSClient({ region: key.region });
  const { ImportToken, PublicKey = new Uint8Array() } = await client.send(
    new GetParametersForImportCommand({
      KeyId,
      WrappingAlgorithm: "RSAES_OAEP_SHA_256",
      WrappingKeySpec: "RSA_2048",
    }),
  );
  const wrappingKey = {
    key: Buffer.from(PublicKey),
    format: "der",
    type: "spki",
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: "sha256",
  } as const;
  await client.send(
    new ImportKeyMaterialCommand({
      KeyId,
      ImportToken,
      EncryptedKeyMaterial: publicEncrypt(wrappingKey, materialOf(Arn)),
      ExpirationModel: "KEY_MATERIAL_EXPIRES",
      ValidTo: new Date(Date.now() + daysLeft * MILLISECONDS_PER_DAY),
    }),
  );
  return Arn;
}

/** A key that waits for its deletion; its ARN. */
export async function ensureKeyPendingDeletion(key: RealKey): Promise<string> {
  const { Arn = "", KeyId, KeyState } = await findOrCreate(key, "AWS_KMS");
  if (KeyState !== "PendingDeletion") {
    const client = new KMSClient({ region: key.region });
    await client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  }
  return Arn;
}

/** What KMS answers to an attempt to encrypt with the key: nothing, or its error. */
export async function tryToEncrypt(
  keyArn: string,
): Promise<{ readonly errorCode: string; readonly errorMessage: string } | undefined> {
  const client = new KMSClient({ region: keyArn.split(":")[3] ?? "" });
  try {
    await client.send(new EncryptCommand({ KeyId: keyArn, Plaintext: randomBytes(16) }));
    return undefined;
  } catch (error) {
    if (error instanceof KMSServiceException) {
      return { errorCode: error.name, errorMessage: error.message };
    }
    throw error;
  }
}

/** KMS takes no other material when it is imported again, so it follows from the key. It protects nothing. */
function materialOf(keyArn: string): Buffer {
  return createHash("sha256").update(keyArn).digest();
}

async function findOrCreate(
  { region, alias, keyId }: RealKey,
  origin: "AWS_KMS" | "EXTERNAL",
): Promise<KeyMetadata> {
  const client = new KMSClient({ region });
  const AliasName = `alias/${alias}`;
  try {
    return metadataOf(await client.send(new DescribeKeyCommand({ KeyId: AliasName })));
  } catch (error) {
    if (!(error instanceof NotFoundException)) {
      throw error;
    }
  }
  const Tags = keyId === undefined ? [] : [{ TagKey: "_custom_id_", TagValue: keyId }];
  const metadata = metadataOf(await client.send(new CreateKeyCommand({ Origin: origin, Tags })));
  await client.send(new CreateAliasCommand({ AliasName, TargetKeyId: metadata.KeyId }));
  return metadata;
}

function metadataOf({ KeyMetadata }: { KeyMetadata?: KeyMetadata | undefined }): KeyMetadata {
  if (KeyMetadata === undefined) {
    throw new Error("The embedded AWS answered without the key's metadata");
  }
  return KeyMetadata;
}
