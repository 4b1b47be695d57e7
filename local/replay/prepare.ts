// What the stack finds in the AWS account it is deployed to: the key and the key stores that its settings name, and the queue that they subscribe.
import { HOME_REGION } from "../environment";
import { namedKey } from "./incidents";
import { ensureKeyStore, namedKeyStores } from "./keyStores";
import { OnCallQueue } from "./onCall";
import { ensureImportedKey } from "./realKeys";

export async function prepareAws(): Promise<void> {
  await OnCallQueue.open(HOME_REGION);
  await ensureImportedKey(namedKey, 90);
  for (const store of namedKeyStores) await ensureKeyStore(store);
}
