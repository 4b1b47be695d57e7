import type { Archive } from "./archive";
import type { Aws } from "./aws";

// What a resource type of the stand-in provider is: one table of properties, and what to call at AWS.
// Everything else (check, diff, state, the README's tables, the TypeScript types below) follows from the table.

/**
 * What a value may be. `json` and `policy` are texts that are compared by meaning, `map` holds strings,
 * `archive` is compared by the hash of its content.
 */
export type Shape =
  | {
      readonly type:
        "string" | "json" | "policy" | "integer" | "number" | "boolean" | "map" | "archive";
    }
  | { readonly type: "object"; readonly properties: Properties }
  | { readonly type: "list" | "set"; readonly of: Shape };

export type Property = Shape & {
  /** The program must give it. */
  readonly required?: true;
  /** Another value needs another resource. */
  readonly replaces?: true;
  /** AWS chooses a value when the program gives none, so its absence is never a change. */
  readonly computed?: true;
  /** Made by AWS, never given by the program. */
  readonly output?: true;
  /** Properties that must not be given together with this one. */
  readonly conflictsWith?: readonly string[];
  /** What the real provider takes when the program gives nothing. */
  readonly default?: string | number | boolean;
  /** Steers the provider (the real one too) and is never sent to AWS, as forceDestroy. */
  readonly setting?: true;
  /** Why the emulator cannot hold this value: the provider then keeps it in the state. */
  readonly recorded?: string;
};

export type Properties = Readonly<Record<string, Property>>;

/** How a resource gets its physical name when the program gives none. */
export interface Naming {
  readonly property: string;
  /** The property that gives the beginning of the name, as namePrefix. */
  readonly prefixProperty?: string;
  readonly maxLength: number;
  readonly lowerCase?: true;
  /** What the made name begins with when it is not the logical name. */
  readonly start?: string;
}

type Value<S> = S extends { type: "string" | "json" | "policy" }
  ? string
  : S extends { type: "integer" | "number" }
    ? number
    : S extends { type: "boolean" }
      ? boolean
      : S extends { type: "map" }
        ? Record<string, string>
        : S extends { type: "archive" }
          ? Archive
          : S extends { type: "object"; properties: infer P }
            ? Inputs<P>
            : S extends { type: "list" | "set"; of: infer Item }
              ? Value<Item>[]
              : never;

type Certain = { required: true } | { default: string | number | boolean };
type NotGiven = { output: true };
type NotHeld = { setting: true } | { recorded: string };

/** What a program gives, defaults filled in. */
export type Inputs<P> = {
  readonly [K in keyof P as P[K] extends NotGiven ? never : K]: P[K] extends Certain
    ? Value<P[K]>
    : Value<P[K]> | undefined;
} & { readonly [K in keyof P as K extends "tagsAll" ? K : never]: Record<string, string> };

/** What AWS holds. Every property must be read back; `tags` follows from `tagsAll`. */
export type Live<P> = {
  readonly [
    K in keyof P as P[K] extends NotHeld ? never : K extends "tags" | "region" ? never : K
  ]: Value<P[K]> | undefined;
};

/** What the engine's state says about a resource. */
export type Known<P> = { readonly [K in keyof P]?: Value<P[K]> | undefined };

export interface Change<P> {
  readonly id: string;
  readonly news: Inputs<P>;
  readonly olds: Known<P>;
  /** True when one of these properties has another meaning than before. */
  readonly changed: (...names: (keyof P & string)[]) => boolean;
}

export interface ResourceType<P = Properties> {
  readonly token: string;
  readonly properties: P;
  readonly naming?: Naming;
  /** Found without its state by its ARN only, in the region that the ARN names. */
  readonly idIsArn?: true;
  /** The one call that makes the resource; answers its id. */
  create(inputs: Inputs<P>, aws: Aws): Promise<string>;
  /** Calls that complete a new resource. When one fails, the resource stays in the state, to be mended. */
  complete?(id: string, inputs: Inputs<P>, aws: Aws): Promise<void>;
  /** Undefined, or any "not found" error of AWS, means that the resource is gone. */
  read(id: string, known: Known<P>, aws: Aws): Promise<Live<P> | undefined>;
  /** Absent when every property replaces. */
  update?(change: Change<P>, aws: Aws): Promise<void>;
  delete(id: string, known: Known<P>, aws: Aws): Promise<void>;
}

/** A type as the general code sees it: values without their TypeScript types. */
export type Values = Readonly<Record<string, unknown>>;
export interface AnyResourceType extends Omit<
  ResourceType,
  "create" | "complete" | "read" | "update" | "delete"
> {
  create(inputs: Values, aws: Aws): Promise<string>;
  complete?(id: string, inputs: Values, aws: Aws): Promise<void>;
  read(id: string, known: Values, aws: Aws): Promise<Values | undefined>;
  update?(change: AnyChange, aws: Aws): Promise<void>;
  delete(id: string, known: Values, aws: Aws): Promise<void>;
}
export interface AnyChange {
  readonly id: string;
  readonly news: Values;
  readonly olds: Values;
  readonly changed: (...names: string[]) => boolean;
}

/** check() has made sure that the values fit the table, so their TypeScript types may be forgotten here. */
export function resourceType<const P extends Properties>(type: ResourceType<P>): AnyResourceType {
  return type;
}

/** Most types live in one region. */
export const REGIONAL = {
  region: { type: "string", computed: true, replaces: true },
} as const satisfies Properties;

export const TAGGED = {
  tags: { type: "map" },
  tagsAll: { type: "map", output: true },
} as const satisfies Properties;
