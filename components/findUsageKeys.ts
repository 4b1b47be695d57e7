// Looks up the keys whose use is to be watched, since an alarm on a key that does not exist never speaks.
import {
  describeKey,
  isPendingDeletion,
  PENDING_DELETION,
  type NamedKey,
  type Owner,
} from "./describeKey";

/** Why keys of the setting cannot be watched, all of them, in its order. */
export async function usageKeyProblems(
  usageKeys: readonly NamedKey[],
  owner: Owner,
): Promise<readonly string[]> {
  const problems = await Promise.all(
    usageKeys.map(async (named, index) => {
      const key = await describeKey(named, owner);
      const about = `usageKeys[${index}]: "${named.name}"`;
      if ("problem" in key) return [`${about} ${key.problem}`];
      return isPendingDeletion(key) ? [`${about} ${PENDING_DELETION}`] : [];
    }),
  );
  return problems.flat();
}
