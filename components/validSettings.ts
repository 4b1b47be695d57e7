// What of the settings is valid, so that faults which only show when settings are seen together are found beside all others.
import { z } from "zod";

export interface ValidSettings<T> {
  /** Lists and objects without their invalid parts; a stand-in for any other setting that is invalid. */
  readonly settings: T;
  /** Whether these settings are all as somebody meant them, so that what does not fit between them is a fault of its own. */
  readonly areWhole: (...keys: readonly (keyof T)[]) => boolean;
}

/** @param standIns Valid settings. */
export function validSettings<T extends Readonly<Record<string, unknown>>>(
  schema: z.ZodObject & z.ZodType<T>,
  given: Readonly<Record<string, unknown>>,
  standIns: T,
): ValidSettings<T> {
  const whole = new Set<keyof T>();
  const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  const parts = Object.entries(shape).map(([key, inner]) => {
    const { success, data } = z.safeParse(inner, given[key]);
    if (success) whole.add(key);
    return [key, success ? data : (validPart(inner, given[key]) ?? standIns[key])] as const;
  });
  return {
    settings: Object.fromEntries(parts) as T,
    areWhole: (...keys) => keys.every((key) => whole.has(key)),
  };
}

/** Undefined if nothing of it can be kept. */
function validPart(schema: z.core.$ZodType, given: unknown): unknown {
  if (schema instanceof z.ZodArray && Array.isArray(given)) {
    const parsed = given.map((element) => z.safeParse(schema.element, element));
    // Once each: that something is there twice is said already.
    return [...new Set(parsed.filter(({ success }) => success).map(({ data }) => data))];
  }
  if (schema instanceof z.ZodObject && typeof given === "object" && given !== null) {
    const values = new Map<string, unknown>(Object.entries(given));
    const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
    const fields = Object.entries(shape).map(([key, inner]) => {
      const parsed = z.safeParse(inner, values.get(key));
      return [key, parsed.success ? parsed : z.safeParse(inner, undefined)] as const;
    });
    if (fields.every(([, { success }]) => success)) {
      return Object.fromEntries(fields.map(([key, { data }]) => [key, data]));
    }
  }
  return undefined;
}
