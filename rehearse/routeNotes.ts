// Says what keeps a record or event away from where one would expect it.
import type { AwsEvent, CloudTrailRecord } from "../detections/detection";
import type { DeployedStack } from "./deployedStack";

export type AccountKind = "own" | "member" | "sample";

/** Only a trail of the organization brings records of other accounts, to the log group. */
export function accountOf(
  { accountId, trails }: DeployedStack,
  { account }: AwsEvent,
): AccountKind {
  if (account === "" || account === accountId) return "own";
  const isShared = trails.some(({ logFiles }) => logFiles.organizationId !== undefined);
  return isShared ? "member" : "sample";
}

const ACCOUNT_NOTES: Readonly<Record<AccountKind, readonly string[]>> = {
  own: [],
  member: ["of another account, whose own event bus gets the event"],
  sample: ["of another account, shown as if it were of the stack's"],
};

/** What CloudTrail does with a record. */
export interface Trailed {
  /** To EventBridge. */
  readonly isSent: boolean;
  /** In the stack's log group. */
  readonly isLogged: boolean;
}

export function notesOf(
  stack: DeployedStack,
  event: AwsEvent,
  record: CloudTrailRecord | undefined,
  { isSent, isLogged }: Trailed,
): readonly string[] {
  const { watchedRegions, homeRegion } = stack;
  const category = record?.["eventCategory"] ?? "Management";
  const notLogged = isSent ? "not logged by the stack's trail" : "not logged by any trail";
  return [
    // Selectors for other events are not read: KMS has none.
    ...(category === "Management" ? [] : ["no management event; shown as if it were one"]),
    ...(record !== undefined && !isLogged ? [notLogged] : []),
    ...(event.source === "aws.cloudwatch" && event.region === homeRegion
      ? ["an alarm of the home region notifies its topic by itself"]
      : []),
    ...(watchedRegions.includes(event.region)
      ? []
      : [`region ${event.region || "unknown"} not watched`]),
    ...ACCOUNT_NOTES[accountOf(stack, event)],
  ];
}
