import type { z } from "zod";

// What a rule is: a pure function over plain data. The same rule judges a resource that the engine is about to deploy,
// a stack that was exported and a preview that was saved, so it knows no SDK, no clock and no files.

/** Stands where a value is not known before deployment. It equals no real value. */
export const UNKNOWN: unique symbol = Symbol("not known at preview");

/** Stands where a value is a secret, whose text a rule must neither judge by nor repeat. It equals no real value. */
export const SECRET: unique symbol = Symbol("secret");

export interface Resource {
  /** Pulumi type, e.g. `aws:cloudtrail/trail:Trail`. */
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Plain JSON data, with UNKNOWN and SECRET in it. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
}

export interface Violation {
  /** The property, e.g. `policy.Statement[0].Action[2]`; "" for the resource itself. */
  readonly path: string;
  /** What is wrong; continues a sentence that begins with the path. */
  readonly why: string;
  /** What to do about it: imperative, without a final stop. */
  readonly fix: string;
}

/** A stack rule's violation, with the resource that it is about. */
export interface ResourceViolation {
  readonly resource: Resource;
  readonly violation: Violation;
}

export type Level = "mandatory" | "advisory";

interface RuleBase<S> {
  /** `<service>-<resource>-<what must hold>`. */
  readonly name: string;
  /** One sentence: what must hold. */
  readonly title: string;
  /** One sentence: what happens otherwise. */
  readonly why: string;
  /** E.g. "CIS 3.1", "CloudTrail.1", "NIST AU-2". */
  readonly controls: readonly string[];
  readonly level: Level;
  /** A `z.strictObject` in which every setting has a default and a description. */
  readonly settings: z.ZodType<S>;
}

/** Judges each resource by itself, before it is deployed. */
export interface ResourceRule<S = object> extends RuleBase<S> {
  /** The Pulumi types it judges. Every type has to be named, so that the pack need not copy any other resource. */
  readonly types: readonly string[];
  // Methods, because a list of rules with different settings type-checks only with the looser rule for methods.
  judge(this: void, resource: Resource, settings: S): readonly Violation[];
  /**
   * What heals the resource: top-level properties with their new values, undefined to remove one; nothing if there is no
   * remedy. No value holds UNKNOWN or SECRET. Used only where a team sets the level "remediate".
   */
  remedy?(this: void, resource: Resource, settings: S): Readonly<Record<string, unknown>>;
}

/** Judges how resources relate, once all of them are known. */
export interface StackRule<S = object> extends RuleBase<S> {
  judgeStack(this: void, resources: readonly Resource[], settings: S): readonly ResourceViolation[];
}

export type Rule = ResourceRule | StackRule;
