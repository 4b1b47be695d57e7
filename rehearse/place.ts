// Where a record is in the input, in the words of errors, tables and notes.

export interface Place {
  readonly file: string;
  /** Number within the file, from 1. In JSON lines that of the line. */
  readonly record: number;
}

/** @param here File that is spoken of, so that it need not be named. */
export function placeText({ file, record }: Place, here?: string): string {
  return file === here ? `record ${record}` : `record ${record} of ${file}`;
}
