// What saved queries need to know of KMS, whatever their language.

/** The id in queries about one key, to be replaced by the key's own; the one of AWS's guides. */
export const PLACEHOLDER_KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

/** Who called: a user, a session of a role, a service, or KMS itself as "AWS Internal". The first that a record has. */
export const principalFields = [
  "userIdentity.arn",
  "userIdentity.principalId",
  "userIdentity.invokedBy",
] as const;

/** The same with all sessions of a role as one. */
export const principalOrRoleFields = [
  "userIdentity.sessionContext.sessionIssuer.arn",
  ...principalFields,
] as const;

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
