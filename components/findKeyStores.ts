// Looks up the custom key stores that the settings name: an alarm on one that does not exist, or is of the other type, never speaks.
import * as aws from "@pulumi/aws";
import type { KeyStore, KeyStoreType } from "../detections/keyStores";
import { whyUnknown } from "./describeKey";

/** Why key stores of the setting cannot be watched, all of them, in its order. */
export async function keyStoreProblems(keyStores: readonly KeyStore[]): Promise<readonly string[]> {
  const problems = await Promise.all(
    keyStores.map(async ({ id, type, region }, index) => {
      try {
        const found = typeOf(await aws.kms.getCustomKeyStore({ customKeyStoreId: id, region }));
        if (found === type) return [];
        return [`keyStores[${index}].type: "${type}" is not that of ${id}, which is ${found}`];
      } catch (error) {
        const { problem } = whyUnknown(error, region, "kms:DescribeCustomKeyStores");
        return [`keyStores[${index}].id: "${id}" ${problem}`];
      }
    }),
  );
  return problems.flat();
}

/**
 * The lookup does not tell the type, but the cluster, which only a store in CloudHSM has.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_CustomKeyStoresListEntry.html
 */
function typeOf({ cloudHsmClusterId }: aws.kms.GetCustomKeyStoreResult): KeyStoreType {
  return cloudHsmClusterId ? "cloudhsm" : "external";
}
