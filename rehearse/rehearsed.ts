// What rehearsing says of one record; the contract of `--json`, which puts `index` before it: its number in the whole input, from 0.
import type { Severity } from "../detections/detection";
import type { MachineMessage } from "../messages/message";
import type { Place } from "./place";
import type { Channel } from "./routes";

/** What a topic delivers. A message of the formatter has the fields for machines too. */
export interface RehearsedMessage extends Partial<Omit<MachineMessage, "detection" | "severity">> {
  readonly detection: string;
  readonly severity: Severity;
  readonly topicArn: string;
  readonly subject: string;
  readonly text: string;
  /** The alarm that sends it, if it is not the formatter. */
  readonly alarmName?: string;
}

/** An act of which a person heard already, by the message about another record. */
export interface Repeated extends Place {
  readonly detection: string;
}

export interface Rehearsed extends Place {
  readonly eventName: string;
  readonly eventId: string | null;
  readonly time: string | null;
  readonly region: string | null;
  /** Ids of the detections that found it. */
  readonly detections: readonly string[];
  /** The ways by which they found it. */
  readonly channels: readonly (Channel | "alarm" | "watchdog")[];
  readonly messages: readonly RehearsedMessage[];
  readonly repeated: readonly Repeated[];
  /** ARNs of streams, queues, functions and buses that get an event about it. */
  readonly targets: readonly string[];
  readonly notes: readonly string[];
}
