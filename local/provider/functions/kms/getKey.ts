import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { lookup } from "../../lookup";

// Which key is this, and what is known of it? By key id, key ARN, alias name or alias ARN.

export default lookup(async ({ keyId, grantTokens }, aws) => {
  const answer = await aws.client(KMSClient).send(
    new DescribeKeyCommand({
      KeyId: String(keyId),
      GrantTokens: Array.isArray(grantTokens) ? grantTokens.map(String) : undefined,
    }),
  );
  const key = answer.KeyMetadata;
  return {
    id: key?.KeyId,
    // As it was asked for.
    keyId,
    region: aws.region,
    arn: key?.Arn,
    awsAccountId: key?.AWSAccountId,
    creationDate: key?.CreationDate?.toISOString(),
    customKeyStoreId: key?.CustomKeyStoreId ?? "",
    deletionDate: key?.DeletionDate?.toISOString() ?? "",
    description: key?.Description ?? "",
    enabled: key?.Enabled,
    expirationModel: key?.ExpirationModel ?? "",
    keyManager: key?.KeyManager,
    keySpec: key?.KeySpec,
    keyState: key?.KeyState,
    keyUsage: key?.KeyUsage,
    multiRegion: key?.MultiRegion ?? false,
    origin: key?.Origin,
    validTo: key?.ValidTo?.toISOString() ?? "",
  };
});
