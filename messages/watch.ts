// What the program hands to the formatter as watchList.json: the detections that people hear of by a message, with their filter
// patterns already parsed, so that no parser goes into the Lambda.
import { toldByMessage, type RecordDetection } from "../detections/detection";
import { filterPatternOf, type OwnNames } from "../detections/filterPattern";
import { parseFilterPattern } from "../filterPatterns/parse";
import type { FilterPattern } from "../filterPatterns/tree";
import { keyLife } from "../queries/keyLife";
import { selectorChanges } from "../queries/selectorChanges";

/** What a message says of a detection, whatever happened. */
export type DetectionText = Pick<RecordDetection, "id" | "title" | "severity" | "why" | "runbook">;

export interface WatchedDetection extends DetectionText {
  readonly pattern: FilterPattern;
}

export interface WatchList {
  readonly detections: readonly WatchedDetection[];
  /** The id of the detection by the detail-type of the event that KMS itself sends. */
  readonly kmsEvents: Readonly<Record<string, string>>;
  /** Names of the saved queries that a message points to, as the console lists them. */
  readonly savedQueries: {
    /** For messages about a key. */
    readonly key: string;
    /** For messages about a trail. */
    readonly trail: string;
  };
  /** Without a slash at its end. Null: the path in the repository is named. */
  readonly runbookBaseUrl: string | null;
}

export interface WatchOptions {
  /** Folder of the saved queries in the console, as `kms-monitoring-dev`. */
  readonly queryFolder: string;
  /** Where runbooks can be read, as `https://example.com/runbooks`; each is `<id>.md` below it. */
  readonly runbookBaseUrl?: string;
}

/** Throws FilterPatternError if a detection's pattern is not valid. */
export function watchListOf(
  recordDetections: readonly RecordDetection[],
  own: OwnNames,
  { queryFolder, runbookBaseUrl }: WatchOptions,
): WatchList {
  const told = toldByMessage(recordDetections);
  return {
    detections: told.map(({ id, title, severity, why, runbook, calls }) => ({
      id,
      title,
      severity,
      why,
      runbook,
      pattern: parseFilterPattern(filterPatternOf(calls, own)),
    })),
    kmsEvents: Object.fromEntries(
      told.flatMap(({ id, kmsEvent }) =>
        kmsEvent === undefined ? [] : [[kmsEvent["detail-type"], id]],
      ),
    ),
    savedQueries: {
      key: `${queryFolder}/${keyLife.title}`,
      trail: `${queryFolder}/${selectorChanges.title}`,
    },
    runbookBaseUrl: runbookBaseUrl?.replace(/\/+$/, "") ?? null,
  };
}
