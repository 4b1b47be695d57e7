import { z } from "zod";
import type { Resource } from "../rule";

// A deployment, made of the states of resources as the engine writes them in its JSON.

export interface Deployment {
  readonly kind: "stack export" | "preview";
  /** By their inputs, as a policy sees them before a deployment; what the stack only reads, by what was read. */
  readonly asDeclared: readonly Resource[];
  /** The same resources in the same order, with what the provider added, as rules on relations see them after a deployment. */
  readonly asDeployed: readonly Resource[];
}

export const properties = z.record(z.string(), z.unknown()).default({});
export const stateSchema = z.looseObject({
  urn: z.string().startsWith("urn:pulumi:"),
  type: z.string().min(1),
  inputs: properties,
  outputs: properties,
  protect: z.boolean().default(false),
  ignoreChanges: z.array(z.string()).default([]),
  external: z.boolean().default(false),
  delete: z.boolean().default(false),
});
export type State = z.output<typeof stateSchema>;

export function plain(
  given: Readonly<Record<string, unknown>>,
  read: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, read(value)]));
}

export function deploymentOf(kind: Deployment["kind"], states: readonly State[]): Deployment {
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
