// For the tests: which detections match the first record of each. Nobody wants two messages about one act.

/** By the id of the detection whose record it is; all that match, in the order of the catalogue. */
export const firstRecordsMatch: Readonly<Record<string, readonly string[]>> = {};
