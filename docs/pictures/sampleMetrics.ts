// Sample data of the metrics that the dashboard draws: the same at each run, of a day in which something happens.
import { createHash } from "node:crypto";

export interface MetricOfRegion {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly region: string;
}

/** One value for each time of a day; null where nothing was published. */
export type Values = readonly (number | null)[];

export const MINUTES_APART = 15;
export const TIMES: readonly number[] = Array.from(
  { length: (24 * 60) / MINUTES_APART },
  (_, index) => index,
);
const PER_DAY = TIMES.length;

/** What KMS allows in a minute; AWS's default in most regions is 10,000 symmetric requests a second. */
export const QUOTA_PER_MINUTE = 600_000;

/** Keys with imported material in each region. */
export const SAMPLE_KEYS: readonly string[] = Array.from(
  { length: 14 },
  (_, index) => `${hexOf(`key ${index}`, 8)}-12ab-34cd-56ef-1234567890ab`,
);

type Sample = (at: number, chance: () => number, seed: number) => number | null;

const wave = (at: number): number => 0.5 + 0.5 * Math.sin(((at / PER_DAY) * 2 - 0.6) * Math.PI);
const none: Sample = () => 0;
const constant =
  (least: number, span: number): Sample =>
  (_at, _chance, seed) =>
    least + Math.floor(seed * span);

const SAMPLES: Readonly<Record<string, Sample>> = {
  "AWS/KMS SecondsUntilKeyMaterialExpiration": (at, _chance, seed) =>
    (6 + seed * 70 - at / PER_DAY) * 86_400,
  "AWS/Usage CallCount": (at, chance, seed) =>
    QUOTA_PER_MINUTE * ((0.1 + 0.4 * seed) * wave(at) + 0.12 * chance() + peak(at, seed)),
  "AWS/Logs IncomingLogEvents": (at, chance) => Math.round(900 * wave(at) + 300 * chance() + 120),
  "AWS/Lambda Invocations": (at, chance) => Math.round(6 * wave(at) + 3 * chance() + 1),
  "AWS/Lambda Errors": none,
  "AWS/Lambda Throttles": none,
  "AWS/SQS ApproximateNumberOfMessagesVisible": none,
  "KmsMonitoring Heartbeat": () => 1,
  "KmsMonitoring DeliveryFailures": none,
  "KmsMonitoring Keys": constant(40, 160),
  "KmsMonitoring KeysPendingDeletion": constant(0, 4),
  "KmsMonitoring KeysDisabled": constant(0, 6),
  "KmsMonitoring KeysNotReadable": constant(0, 2),
};
/** Records of a detection are rare. */
const record: Sample = (at, chance, seed) =>
  seed > 0.7 && Math.floor(seed * PER_DAY * 7) % PER_DAY === at ? 1 + Math.floor(chance() * 2) : 0;

function peak(at: number, seed: number): number {
  return seed > 0.5 && Math.abs(at - PER_DAY * 0.8) < 3 ? 0.35 : 0;
}

/** @param detections Metrics of detections on records, by namespace and name. */
export function sampleValues(metric: MetricOfRegion, detections: ReadonlySet<string>): Values {
  const { namespace, name, dimensions, region } = metric;
  const id = `${namespace} ${name}`;
  const sample = SAMPLES[id] ?? (detections.has(id) ? record : undefined);
  if (sample === undefined) throw new Error(`There is no sample of ${id}`);
  const text = JSON.stringify([namespace, name, Object.values(dimensions), region]);
  const chance = chanceOf(parseInt(hexOf(text, 8), 16));
  const seed = chance();
  return TIMES.map((at) => sample(at, chance, seed));
}

function hexOf(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
