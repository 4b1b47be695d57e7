// What saved queries need to know of KMS, whatever their language.

export const KMS_EVENT_SOURCE = "kms.amazonaws.com";

/** The id in queries about one key, to be replaced by the key's own; the one of AWS's guides. */
export const PLACEHOLDER_KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

/**
 * The calls that use a key; GenerateRandom uses none.
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-cryptography.html#cryptographic-operations
 */
export const cryptographicOperations = [
  "Decrypt",
  "DeriveSharedSecret",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyPair",
  "GenerateDataKeyPairWithoutPlaintext",
  "GenerateDataKeyWithoutPlaintext",
  "GenerateMac",
  "ReEncrypt",
  "Sign",
  "Verify",
  "VerifyMac",
] as const;
