import path from "node:path";
import { CLONE } from "./environment";

// Makes `--policy-pack policies` right for every engine: one built from source wants another path for the same pack.

const FLAG = "--policy-pack";

/** Replaces the path of this clone's own pack; packs of other people stay as they are. */
export function withPolicyPack(args: readonly string[], policyPack: string): readonly string[] {
  const own = path.join(CLONE, "policies");
  const isOwn = (given: string) => path.resolve(CLONE, given) === own;
  return args.map((argument, index) => {
    if (argument.startsWith(`${FLAG}=`) && isOwn(argument.slice(FLAG.length + 1))) {
      return `${FLAG}=${policyPack}`;
    }
    return args[index - 1] === FLAG && isOwn(argument) ? policyPack : argument;
  });
}
