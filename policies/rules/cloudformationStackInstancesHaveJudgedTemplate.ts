import { z } from "zod";
import { type Resource, type ResourceViolation, type StackRule, UNKNOWN } from "../rule";
import { notKnown } from "../values";

// Stack instances are stacks made from the template of a stack set. One of the same stack is judged by its template, whose
// parameters decide nothing that is accepted; of another stack set, nobody here sees the template, and the parameters can
// switch a trail to leave KMS out.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stackinstances-override.html

const INSTANCES = [
  "aws:cloudformation/stackSetInstance:StackSetInstance",
  "aws:cloudformation/stackInstances:StackInstances",
];
const STACK_SETS = ["aws:cloudformation/stackSet:StackSet", "aws-native:cloudformation:StackSet"];

interface StackSetSettings {
  readonly allowStackSets: readonly string[];
}

export const cloudformationStackInstancesHaveJudgedTemplate: StackRule<StackSetSettings> = {
  name: "cloudformation-stack-instances-have-judged-template",
  title: "A stack instance must be of a stack set whose template is judged with it.",
  why: "The template can hold a trail that leaves KMS out, or that the instance's parameters make so.",
  controls: ["CIS 3.1", "CloudTrail.1"],
  level: "mandatory",
  settings: z.strictObject({
    allowStackSets: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Names of stack sets of other stacks that are known to hold no trail that is blind to KMS, whatever their parameters. "*" allows every one, even one that is not known yet.',
      ),
  }),
  judgeStack: (resources, { allowStackSets }) => {
    const judged = new Set([...resources.flatMap(namesOf), ...allowStackSets]);
    return allowStackSets.includes("*")
      ? []
      : resources
          .filter(({ type }) => INSTANCES.includes(type))
          .filter(({ props }) => !judged.has(props["stackSetName"]))
          .map(violationOf);
  },
};

/**
 * AWS takes the name or the id. What is not known at preview may be that of an instance, and is known after the update; the
 * id of a new stack set never is, nor a name that AWS makes.
 */
function namesOf({ type, props }: Resource): readonly unknown[] {
  if (!STACK_SETS.includes(type)) return [];
  const names = [props["name"], props["stackSetName"], props["stackSetId"]];
  const known = names.filter((name) => typeof name === "string");
  return known.length === 0 || names.includes(UNKNOWN) ? [...known, UNKNOWN] : known;
}

function violationOf(resource: Resource): ResourceViolation {
  const fix =
    "declare the stack set in the same program, or allow its name in the setting allowStackSets";
  const fault = notKnown(resource.props["stackSetName"]) ?? {
    why: "is a stack set of elsewhere, whose template cannot be read before deployment",
    fix,
  };
  return { resource, violation: { path: "stackSetName", ...fault } };
}
