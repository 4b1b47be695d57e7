import type { z } from "zod";
import type { Resource, ResourceRule, Violation } from "../rule";
import { isAllowed, type TamperingSettings } from "./allowList";
import { heldAt, IDENTITY_POLICIES, type Held } from "./holders";

// The frame of the rules on what somebody holds: every policy of every identity outside the allow-list is judged.

interface RuleOnPolicies<S> {
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly settings: z.ZodType<S>;
  /** The policies that it judges: whole documents, or those that are attached by their ARN. */
  readonly held: "documents" | "attached";
  readonly violationsOf: (held: Held, settings: S, resource: Resource) => readonly Violation[];
}

export function ruleOnPolicies<S extends TamperingSettings>({
  held: kind,
  violationsOf,
  ...rule
}: RuleOnPolicies<S>): ResourceRule<S> {
  const holders = Object.entries(IDENTITY_POLICIES).filter(([, holder]) => holder[kind]);
  return {
    ...rule,
    controls: [],
    level: "mandatory",
    types: holders.map(([type]) => type),
    judge: (resource, settings) => {
      const holder = IDENTITY_POLICIES[resource.type];
      if (holder === undefined || isAllowed(resource, holder, settings)) return [];
      return (holder[kind] ?? [])
        .flatMap((path) => heldAt(resource, path))
        .flatMap((held) => violationsOf(held, settings, resource));
    },
  };
}
