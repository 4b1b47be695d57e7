import { DescribeCustomKeyStoresCommand, KMSClient } from "@aws-sdk/client-kms";
import { lookup } from "../../lookup";

// Which custom key store is this, and what is known of it? By its id or its name. The aws plugin does not tell the type either.

export default lookup(async ({ customKeyStoreId, customKeyStoreName }, aws) => {
  const { CustomKeyStores: [store] = [] } = await aws.client(KMSClient).send(
    new DescribeCustomKeyStoresCommand({
      CustomKeyStoreId: textOf(customKeyStoreId),
      CustomKeyStoreName: textOf(customKeyStoreName),
    }),
  );
  return {
    id: store?.CustomKeyStoreId,
    customKeyStoreId: store?.CustomKeyStoreId,
    customKeyStoreName: store?.CustomKeyStoreName,
    region: aws.region,
    cloudHsmClusterId: store?.CloudHsmClusterId ?? "",
    connectionState: store?.ConnectionState,
    creationDate: store?.CreationDate?.toISOString(),
    trustAnchorCertificate: store?.TrustAnchorCertificate ?? "",
  };
});

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
