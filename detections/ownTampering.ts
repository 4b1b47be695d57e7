// What detections of calls on the stack's own resources have in common.
import type { RecordDetection } from "./detection";
import { callsOf, nearMissesOf, type SampleCall } from "./ownResources";

export interface Tampering {
  /** The service that the sample calls are of. */
  readonly eventSource: string;
  /** Other names of the same service. */
  readonly otherSources?: readonly string[];
  /** Tells the stack's own resources from others. */
  readonly where: string;
  readonly calls: readonly SampleCall[];
  /** Calls that are something else, or on something else. */
  readonly others: readonly SampleCall[];
}

/** Calls that succeeded, whoever made them. */
export function tampering(
  args: Tampering,
): Pick<RecordDetection, "calls" | "telling" | "matching" | "notMatching"> {
  const { eventSource, otherSources = [], where, calls, others } = args;
  const names = calls.map(([eventName]) => eventName);
  return {
    calls: {
      eventSources: [eventSource, ...otherSources],
      eventNames: [...new Set(names)],
      outcome: "succeeded",
      where,
    },
    telling: { by: "message" },
    matching: [eventSource, ...otherSources].flatMap((source) => callsOf(source, calls)),
    notMatching: nearMissesOf(eventSource, calls, others),
  };
}
