// What the stack finds in the AWS account it is deployed to: the key that its settings name, and the queue that they subscribe.
import { HOME_REGION } from "../environment";
import { namedKey } from "./incidents";
import { OnCallQueue } from "./onCall";
import { ensureImportedKey } from "./realKeys";

export async function prepareAws(): Promise<void> {
  await OnCallQueue.open(HOME_REGION);
  await ensureImportedKey(namedKey, 90);
}
