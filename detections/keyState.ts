// States of a KMS key that several parts judge.

/**
 * Such a key can only be saved, and is deleted otherwise.
 * @param state As kms:DescribeKey tells it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export function isPendingDeletion(state: string | null): boolean {
  return state === "PendingDeletion" || state === "PendingReplicaDeletion";
}
