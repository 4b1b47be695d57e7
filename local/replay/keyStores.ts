// Custom key stores that exist in the embedded AWS, made once. Pulumi.local.yaml names them by id.
import {
  CreateCustomKeyStoreCommand,
  CustomKeyStoreNameInUseException,
  KMSClient,
} from "@aws-sdk/client-kms";
import type { KeyStore } from "../../detections/keyStores";
import { HOME_REGION } from "../environment";

/** They must exist before the stack. An id is also the store's name, by which the embedded AWS knows which id it must have. */
export const namedKeyStores: readonly KeyStore[] = [
  { id: "cks-1234567890abcdef0", type: "external", region: HOME_REGION },
  { id: "cks-9876543210fedcba9", type: "cloudhsm", region: "us-west-2" },
];

const PARTS = {
  external: { CustomKeyStoreType: "EXTERNAL_KEY_STORE" },
  cloudhsm: { CustomKeyStoreType: "AWS_CLOUDHSM", CloudHsmClusterId: "cluster-1a23b4cdefg" },
} as const;

export async function ensureKeyStore({ id, type, region }: KeyStore): Promise<void> {
  const create = new CreateCustomKeyStoreCommand({ CustomKeyStoreName: id, ...PARTS[type] });
  try {
    await new KMSClient({ region }).send(create);
  } catch (error) {
    if (!(error instanceof CustomKeyStoreNameInUseException)) throw error;
  }
}
