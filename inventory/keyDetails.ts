// Asks KMS about one key. What KMS refuses to tell is noted in the key's record, which stays in the list.
import {
  DescribeKeyCommand,
  GetKeyLastUsageCommand,
  GetKeyRotationStatusCommand,
  NotFoundException,
  type KeyListEntry,
  type KeyMetadata,
  type KMSClient,
} from "@aws-sdk/client-kms";
import type { KeyRecord, LastUsed, NotReadable, Rotation } from "./keyRecord";

/** What the alarms of the region do not add. */
export type KeyDetails = Omit<KeyRecord, "watchedBy">;

/**
 * Errors that say something about the key. With any other, such as KMSInternalException or a throttling that does not end, the whole
 * region fails, so that nobody takes its keys for unreadable.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const OF_THE_KEY: readonly string[] = [
  "AccessDeniedException",
  "KMSInvalidStateException",
  "UnsupportedOperationException",
];

/**
 * Nothing, if KMS deleted the key since it was listed.
 * @throws What KMS answers, if that says nothing about the key.
 */
export async function describe(
  client: KMSClient,
  region: string,
  { KeyId = "", KeyArn = "" }: KeyListEntry,
  aliases: readonly string[],
  abortSignal: AbortSignal,
): Promise<KeyDetails | undefined> {
  const options = { abortSignal };
  const refused: NotReadable[] = [];
  /** KMS's answer, or nothing if it refuses. */
  const ask = async <T>(call: string, answer: Promise<T>): Promise<T | undefined> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof NotFoundException) isGone = true;
      else if (error instanceof Error && OF_THE_KEY.includes(error.name)) {
        refused.push({ call, error: error.name });
      } else throw error;
      return undefined;
    }
  };
  let isGone = false;
  const described = await ask(
    "DescribeKey",
    client.send(new DescribeKeyCommand({ KeyId }), options),
  );
  if (isGone) return undefined;
  const key: Partial<KeyMetadata> = described?.KeyMetadata ?? {};
  const [rotation, usage] = await Promise.all([
    canRotate(key)
      ? ask(
          "GetKeyRotationStatus",
          client.send(new GetKeyRotationStatusCommand({ KeyId }), options),
        )
      : undefined,
    ask("GetKeyLastUsage", client.send(new GetKeyLastUsageCommand({ KeyId }), options)),
  ]);
  if (isGone) return undefined;
  return {
    keyId: KeyId,
    arn: KeyArn,
    region,
    aliases,
    ...factsOf(key),
    rotation: rotation === undefined ? null : rotationOf(rotation),
    lastUsed: usage === undefined ? null : lastUsedOf(usage),
    notReadable: refused.length === 0 ? null : refused,
  };
}

/** Others never rotate by themselves. https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
function canRotate({ KeySpec, Origin }: Partial<KeyMetadata>): boolean {
  return KeySpec === "SYMMETRIC_DEFAULT" && Origin === "AWS_KMS";
}

function factsOf(key: Partial<KeyMetadata>) {
  const { MultiRegionKeyType = null, PrimaryKey } = key.MultiRegionConfiguration ?? {};
  return {
    status: key.KeyState ?? null,
    creationDate: text(key.CreationDate),
    deletionDate: text(key.DeletionDate),
    expirationDate: text(key.ValidTo),
    expirationModel: key.ExpirationModel ?? null,
    origin: key.Origin ?? null,
    customKeyStoreId: key.CustomKeyStoreId ?? null,
    manager: key.KeyManager ?? null,
    keySpec: key.KeySpec ?? null,
    keyUsage: key.KeyUsage ?? null,
    multiRegion: MultiRegionKeyType,
    primaryKeyArn: MultiRegionKeyType === "REPLICA" ? (PrimaryKey?.Arn ?? null) : null,
  };
}

function rotationOf(answer: {
  KeyRotationEnabled?: boolean | undefined;
  RotationPeriodInDays?: number | undefined;
  NextRotationDate?: Date | undefined;
}): Rotation {
  return {
    enabled: answer.KeyRotationEnabled ?? false,
    periodDays: answer.RotationPeriodInDays ?? null,
    nextDate: text(answer.NextRotationDate),
  };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html */
function lastUsedOf(answer: {
  KeyLastUsage?: { Timestamp?: Date | undefined; Operation?: string | undefined } | undefined;
  TrackingStartDate?: Date | undefined;
}): LastUsed {
  return {
    date: text(answer.KeyLastUsage?.Timestamp),
    operation: answer.KeyLastUsage?.Operation ?? null,
    trackedSince: text(answer.TrackingStartDate),
  };
}

function text(date: Date | undefined): string | null {
  return date?.toISOString() ?? null;
}
