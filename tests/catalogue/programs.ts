import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";

// Finds the programs of a folder. A file holds one program, as Pulumi runs it, or a family of them by name.

export type Program = () => unknown;

/** Path of the file within this folder, without its ending, and the member of a family: `goodTwins/otherForms#json`. */
export type ProgramName = string;

export function programsIn(folder: string): readonly ProgramName[] {
  const files = readdirSync(path.join(__dirname, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => `${folder}/${file.slice(0, -".ts".length)}`)
    .flatMap((file) => {
      const loaded = load(file);
      return typeof loaded === "function"
        ? [file]
        : Object.keys(loaded.family).map((member) => `${file}#${member}`);
    });
}

const loadModule = createRequire(__filename);

export function programNamed(name: ProgramName): Program {
  const [file = "", member] = name.split("#");
  const loaded = load(file);
  const program = typeof loaded === "function" ? loaded : loaded.family[member ?? ""];
  if (program === undefined) throw new Error(`there is no program ${name}`);
  return program;
}

function load(file: string): Program | { readonly family: Readonly<Record<string, Program>> } {
  return loadModule(path.join(__dirname, file)) as ReturnType<typeof load>;
}

/** All of them as one program, each below a component of its own, which then stands in the URNs of its resources. */
export function together(names: readonly ProgramName[]): Program {
  return () => {
    for (const name of names) below(componentOf(name), programNamed(name));
  };
}

/** The component's type for a program, by which URNs lead back to it. */
export function componentOf(name: ProgramName): string {
  return `catalogue:index:${name.replace(/\W/g, "_")}`;
}

/** What is registered without a parent gets the stack as its parent; for the time of the program, this is the component. */
function below(component: string, program: Program): void {
  const { setStackResource } = state as unknown as {
    readonly setStackResource: (resource: pulumi.Resource | undefined) => void;
  };
  const stack = pulumi.runtime.getStackResource();
  setStackResource(new pulumi.ComponentResource(component, component));
  try {
    program();
  } finally {
    setStackResource(stack);
  }
}
