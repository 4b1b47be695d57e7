// What was measured of one act against the monitoring, kept in the repository for the README.
import path from "node:path";
import { CLONE } from "../../local/environment";

export const TAMPERING_FILE = path.join(CLONE, "docs", "tampering.json");

export interface TamperingRow {
  readonly what: string;
  readonly act: string;
  /** `<detection> by <path>`, sorted, with the number of times if it came several times; empty if nobody hears of it. */
  readonly heard: readonly string[];
}
