import { cloudTrail } from "./cloudTrail";
import { cloudWatch } from "./cloudWatch";
import { eventBridge } from "./eventBridge";
import { formatter } from "./formatter";
import { others } from "./others";
import { queries } from "./queries";
import { s3 } from "./s3";
import type { Samples } from "./sample";

// For each resource type: inputs to begin with and, property by property, another value to update to. For tests.

export const SAMPLES: Samples = {
  ...cloudTrail,
  ...cloudWatch,
  ...eventBridge,
  ...formatter,
  ...others,
  ...queries,
  ...s3,
};
