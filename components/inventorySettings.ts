// The settings of the key inventory. Nothing turns it off: detections rest on it.
import { z } from "zod";

const HOURS = "a whole number of hours from 1 to 168";

export const inventorySettings = z.strictObject(
  {
    scheduleHours: z
      .int({ error: HOURS })
      .min(1, { error: HOURS })
      .max(168, { error: HOURS })
      .default(24)
      .describe(
        "Hours after which the keys are listed anew. Each time KMS is asked three times about each key.",
      ),
  },
  { error: "an object with the key scheduleHours" },
);

export type InventorySettings = z.infer<typeof inventorySettings>;
