import { z } from "zod";
import { valueInPreview } from "../properties";
import { UNKNOWN } from "../rule";
import { Problem } from "./problem";
import {
  type Deployment,
  deploymentOf,
  plain,
  properties,
  type State,
  stateSchema,
} from "./states";

// The resources in the JSON of `pulumi preview --json --show-sames`, if it shows all of them.

export const previewSchema = z.looseObject({
  steps: z
    .array(
      z.looseObject({
        op: z.string(),
        newState: stateSchema.nullish(),
        oldState: z.looseObject({ outputs: properties }).nullish(),
      }),
    )
    .default([]),
  diagnostics: z.array(z.looseObject({ severity: z.string() })).default([]),
  changeSummary: z.record(z.string(), z.int().nonnegative()),
});
type Preview = z.output<typeof previewSchema>;

/** Operations after which there is no resource. (pkg/resource/deploy/step.go of the engine) */
const WITHOUT_NEW_STATE: ReadonlySet<string> = new Set([
  "delete",
  "delete-replaced",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
  "extend-parameterize",
]);

export function ofPreview(file: string, preview: Preview): Deployment {
  requireSuccess(file, preview);
  requireEveryStep(file, preview);
  const states = new Map<string, State>();
  for (const { op, newState, oldState } of preview.steps) {
    if (newState === null || newState === undefined) {
      if (WITHOUT_NEW_STATE.has(op)) continue;
      throw new Problem(`${file} has a step ${JSON.stringify(op)} without its "newState".`);
    }
    const inputs = plain(newState.inputs, valueInPreview);
    const known = { ...oldState?.outputs, ...newState.outputs };
    states.set(newState.urn, {
      ...newState,
      inputs,
      // A preview does not show what the provider will add, so what others refer to is unknown.
      outputs: { id: UNKNOWN, arn: UNKNOWN, ...plain(known, valueInPreview), ...inputs },
    });
  }
  return deploymentOf("preview", [...states.values()]);
}

/** After an error, the engine writes what it saw until then. */
function requireSuccess(file: string, { diagnostics }: Preview): void {
  const errors = diagnostics.filter(({ severity }) => severity.includes("error")).length;
  if (errors === 0) return;
  throw new Problem(
    `${file} is of a preview that failed (errors: ${errors}), so it is not complete.`,
  );
}

/** Without all resources, a rule on relations would miss the partner of a resource. Steps that are not counted are fine. */
function requireEveryStep(file: string, { steps, changeSummary }: Preview): void {
  if (steps.length === 0)
    throw new Problem(`${file} has no steps, and a preview has one at least.`);
  for (const [op, counted] of Object.entries(changeSummary)) {
    const missing = counted - steps.filter((step) => step.op === op).length;
    if (missing <= 0) continue;
    throw new Problem(
      op === "same"
        ? `${file} leaves out ${missing} unchanged resources. Make it by \`pulumi preview --json --show-sames\`.`
        : `${file} leaves out ${missing} of the ${counted} steps ${JSON.stringify(op)} that its changeSummary counts.`,
    );
  }
}
