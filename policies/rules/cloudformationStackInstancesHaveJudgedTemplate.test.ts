import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { resource } from "../testing/resource";
import { said } from "../testing/said";
import { cloudformationStackInstancesHaveJudgedTemplate as rule } from "./cloudformationStackInstancesHaveJudgedTemplate";

const INSTANCES = [
  "aws:cloudformation/stackSetInstance:StackSetInstance",
  "aws:cloudformation/stackInstances:StackInstances",
];
const instance = (stackSetName: unknown, type = INSTANCES[0]) =>
  resource(type ?? "", "one", { stackSetName, parameterOverrides: { Excluded: "kms" } });
const ELSEWHERE =
  "one: stackSetName is a stack set of elsewhere, whose template cannot be read before deployment";

describe("cloudformation-stack-instances-have-judged-template", () => {
  it("refuses instances of a stack set that is not in the stack, in each of their types", () => {
    const other = resource("aws:cloudformation/stackSet:StackSet", "set", { name: "other" });
    for (const type of INSTANCES) {
      assert.deepEqual(said(rule, [instance("baseline", type), other]), [ELSEWHERE]);
    }
  });

  it("allows those of a stack set that is, by its name or its id", () => {
    for (const [type, props] of [
      ["aws:cloudformation/stackSet:StackSet", { name: "baseline" }],
      ["aws:cloudformation/stackSet:StackSet", { name: "b", stackSetId: "baseline" }],
      ["aws-native:cloudformation:StackSet", { stackSetName: "baseline" }],
    ] as const) {
      assert.deepEqual(said(rule, [resource(type, "set", props), instance("baseline")]), []);
    }
  });

  it("leaves a name that is not known to the update only beside a stack set of such a name or id", () => {
    const set = (name: unknown, more: object = {}) =>
      resource("aws:cloudformation/stackSet:StackSet", "set", { name, ...more });
    for (const made of [set(UNKNOWN), set(undefined), set("a", { stackSetId: UNKNOWN })]) {
      assert.deepEqual(said(rule, [instance(UNKNOWN), made]), []);
    }
    assert.deepEqual(said(rule, [instance("b"), set("a", { stackSetId: UNKNOWN })]), [ELSEWHERE]);
    assert.deepEqual(said(rule, [instance(UNKNOWN), set("a")]), [
      "one: stackSetName is not known at preview",
    ]);
    assert.deepEqual(said(rule, [instance(SECRET), set(SECRET)]), [
      "one: stackSetName is a secret, which is not judged",
    ]);
    assert.deepEqual(said(rule, [instance(undefined), set(undefined)]), [ELSEWHERE]);
  });

  it("allows the stack sets that the setting names", () => {
    const allowing = (...allowStackSets: readonly string[]) =>
      said(rule, [instance("baseline")], { allowStackSets });
    assert.deepEqual(allowing("baseline"), []);
    assert.deepEqual(allowing("*"), []);
    assert.deepEqual(allowing("base"), [ELSEWHERE]);
    assert.deepEqual(said(rule, [instance(UNKNOWN)], { allowStackSets: ["*"] }), []);
  });
});
