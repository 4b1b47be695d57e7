import { z } from "zod";
import { valueInExport, valueInPreview } from "../properties";
import { type Resource, UNKNOWN } from "../rule";
import { readJson } from "./jsonFile";
import { Problem } from "./problem";

// The resources in the JSON of `pulumi stack export` or `pulumi preview --json --show-sames`.

export interface Deployment {
  readonly kind: "stack export" | "preview";
  /** By their inputs, as a policy sees them before a deployment; what the stack only reads, by what was read. */
  readonly asDeclared: readonly Resource[];
  /** With what the provider added, as rules on relations see them after a deployment. */
  readonly asDeployed: readonly Resource[];
}

const properties = z.record(z.string(), z.unknown()).default({});
const stateSchema = z.looseObject({
  urn: z.string().startsWith("urn:pulumi:"),
  type: z.string().min(1),
  inputs: properties,
  outputs: properties,
  protect: z.boolean().default(false),
  ignoreChanges: z.array(z.string()).default([]),
  external: z.boolean().default(false),
  delete: z.boolean().default(false),
});
type State = z.output<typeof stateSchema>;

const exportSchema = z.looseObject({
  version: z.literal(3, { error: "only version 3 of the export's format is known" }),
  deployment: z.looseObject({
    resources: z.array(stateSchema).nullish(),
    pending_operations: z
      .array(z.looseObject({ resource: stateSchema, type: z.string() }))
      .nullish(),
  }),
});

const previewSchema = z.looseObject({
  steps: z
    .array(
      z.looseObject({
        op: z.string(),
        newState: stateSchema.nullish(),
        oldState: z.looseObject({ outputs: properties }).nullish(),
      }),
    )
    .default([]),
  changeSummary: z.record(z.string(), z.number()),
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

function ofPreview(file: string, preview: z.output<typeof previewSchema>): Deployment {
  const { steps, changeSummary } = preview;
  requireUnchangedResources(file, preview);
  const states = new Map<string, State>();
  for (const { newState, oldState } of steps) {
    if (newState === null || newState === undefined) continue;
    const inputs = plain(newState.inputs, valueInPreview);
    const known = { ...oldState?.outputs, ...newState.outputs };
    states.set(newState.urn, {
      ...newState,
      inputs,
      // A preview does not show what the provider will add, so what others refer to is unknown.
      outputs: { id: UNKNOWN, arn: UNKNOWN, ...plain(known, valueInPreview), ...inputs },
    });
  }
  if (states.size === 0 && Object.keys(changeSummary).length > 0) {
    throw new Problem(`${file} has no steps, although its changeSummary counts some.`);
  }
  return deploymentOf("preview", [...states.values()]);
}

/** Without them, a rule on relations would miss the partner of a resource. */
function requireUnchangedResources(
  file: string,
  { steps, changeSummary }: z.output<typeof previewSchema>,
): void {
  const counted = changeSummary["same"] ?? 0;
  const shown = steps.filter(({ op }) => op === "same").length;
  if (shown < counted) {
    throw new Problem(
      `${file} leaves out ${counted - shown} unchanged resources. Make it by \`pulumi preview --json --show-sames\`.`,
    );
  }
}

function plain(
  given: Readonly<Record<string, unknown>>,
  read: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, read(value)]));
}

function deploymentOf(kind: Deployment["kind"], states: readonly State[]): Deployment {
  return {
    kind,
    asDeclared: states.map((state) =>
      resourceOf(state, state.external ? state.outputs : state.inputs),
    ),
    asDeployed: states.map((state) => resourceOf(state, { ...state.inputs, ...state.outputs })),
  };
}

function resourceOf(state: State, props: Readonly<Record<string, unknown>>): Resource {
  const { urn, type, protect, ignoreChanges } = state;
  return { type, name: nameIn(urn), urn, props, protect, ignoreChanges };
}

/** `urn:pulumi:stack::project::type::name`, in which only the name may contain `::`. */
function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
