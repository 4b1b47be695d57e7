// What an incident is to the replay: something that happens, and the messages that a person must get because of it.
import type { Severity } from "../../detections/detection";

/** A message that must arrive: its detection, its severity, and words that it must contain. */
export interface ExpectedMessage {
  readonly detection: string;
  readonly severity: Severity;
  readonly mentions: string;
}

export interface Incident {
  readonly title: string;
  /** Lets it happen; resolves to what this machine did in AWS's place because the emulator cannot. */
  readonly happen: () => Promise<readonly string[]>;
  /** Empty: nobody must hear of it. */
  readonly expected: readonly ExpectedMessage[];
}
