// Every saved query. A new one is one new file and one line here; all else is derived.
import { crossAccountUse } from "./crossAccountUse";
import { deniedCalls } from "./deniedCalls";
import { keyLife } from "./keyLife";
import { keyUsers } from "./keyUsers";
import { policyAndGrantHistory } from "./policyAndGrantHistory";
import type { SavedQuery } from "./query";
import { selectorChanges } from "./selectorChanges";
import { serviceCalls } from "./serviceCalls";
import { usePendingDeletion } from "./usePendingDeletion";

export const savedQueries: readonly SavedQuery[] = [
  keyLife,
  keyUsers,
  deniedCalls,
  usePendingDeletion,
  policyAndGrantHistory,
  selectorChanges,
  serviceCalls,
  crossAccountUse,
];
