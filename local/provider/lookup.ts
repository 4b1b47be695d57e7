import type { Aws } from "./aws";
import type { Values } from "./resourceType";

// A lookup that programs make: arguments in, answer out.

export type Lookup = (args: Values, aws: Aws) => Promise<Values>;

/** Gives the file of a lookup its TypeScript types. */
export function lookup(find: Lookup): Lookup {
  return find;
}
