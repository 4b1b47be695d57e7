import { z } from "zod";
import type { ResourceRule } from "../rule";

// For tests of what is around rules: one that is easy to break, and what others can be made of.

export const KEY = "aws:kms/key:Key";

export const SAMPLE = {
  title: "A key must wait.",
  why: "It is gone otherwise.",
  controls: [],
  settings: z.strictObject({ days: z.int().default(30).describe("Days that a key waits.") }),
};

export interface SampleSettings {
  readonly days: number;
}

export const keyWaits: ResourceRule<SampleSettings> = {
  ...SAMPLE,
  name: "kms-key-waits",
  level: "mandatory",
  types: [KEY],
  judge: ({ props }, { days }) =>
    props["days"] === days ? [] : [{ path: "days", why: `is not ${days}`, fix: "set it" }],
};

/** As the engine writes them. */
export const SECRET_SIGNATURE = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
};
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
