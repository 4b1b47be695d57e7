// Looks up the keys whose use is to be watched, since an alarm on a key that does not exist never speaks.
import { isPendingDeletion } from "../detections/keyState";
import { describeKey, PENDING_DELETION, type NamedKey, type Owner } from "./describeKey";

/** Why keys of the setting cannot be watched, all of them, in its order. */
export async function usageKeyProblems(
  usageKeys: readonly NamedKey[],
  owner: Owner,
): Promise<readonly string[]> {
  const keys = await Promise.all(usageKeys.map((named) => describeKey(named, owner)));
  const arns = keys.map((key) => ("problem" in key ? undefined : key.arn));
  return keys.flatMap((key, index) => {
    const about = `usageKeys[${index}]: "${usageKeys[index]?.name}"`;
    if ("problem" in key) return [`${about} ${key.problem}`];
    const first = arns.indexOf(key.arn);
    return [
      ...(isPendingDeletion(key.keyState) ? [`${about} ${PENDING_DELETION}`] : []),
      ...(first < index ? [`${about} is the same key as usageKeys[${first}]`] : []),
    ];
  });
}
