import { z } from "zod";
import { valueInExport } from "../properties";
import { readJson } from "./jsonFile";
import { ofPreview, previewSchema } from "./preview";
import { Problem } from "./problem";
import { type Deployment, deploymentOf, plain, stateSchema } from "./states";

// The resources in the JSON of `pulumi stack export` or `pulumi preview --json --show-sames`.

const exportSchema = z.looseObject({
  version: z.literal(3, { error: "only version 3 of the export's format is known" }),
  deployment: z
    .looseObject({
      manifest: z.looseObject({}).optional(),
      resources: z.array(stateSchema).nullish(),
      pending_operations: z
        .array(z.looseObject({ resource: stateSchema, type: z.string() }))
        .nullish(),
    })
    // The engine leaves out the resources of an empty stack, but never the manifest. (sdk/go/common/apitype/core.go)
    .refine(({ manifest, resources }) => manifest !== undefined || Array.isArray(resources), {
      error: 'has neither "resources" nor the "manifest" that an empty stack has too',
    }),
});

export function readDeployment(file: string): Deployment {
  const given = readJson(file, z.looseObject({}));
  if ("deployment" in given) return ofExport(readJson(file, exportSchema));
  if ("changeSummary" in given) return ofPreview(file, readJson(file, previewSchema));
  throw new Problem(
    `${file} is neither a stack export (no "deployment") nor a preview (no "changeSummary"). ` +
      "Make it by `pulumi stack export` or `pulumi preview --json --show-sames`.",
  );
}

/** What waits for its deletion is left out. What an interrupted run may have left in the cloud is in. */
function ofExport({ deployment }: z.output<typeof exportSchema>): Deployment {
  const pending = (deployment.pending_operations ?? [])
    .filter(({ type }) => type !== "deleting")
    .map(({ resource }) => resource);
  const states = [...(deployment.resources ?? []), ...pending]
    .filter((state) => !state.delete)
    .map((state) => ({
      ...state,
      inputs: plain(state.inputs, valueInExport),
      outputs: plain(state.outputs, valueInExport),
    }));
  return deploymentOf("stack export", states);
}
