// Reads from EventBridge the rules that lead to the stack, or from it to others: of a region's default bus, and of the hub.
import type { Target } from "@aws-sdk/client-eventbridge";
import { rulesOn, targetsOf } from "../local/replay/deployedRules";
import type { DeployedRule } from "./deployedStack";

/** ListTargetsByRule is throttled: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const AT_ONCE = 5;

/** Rules with a pattern that are not disabled. */
export async function rulesOf(region: string, busName: string): Promise<readonly DeployedRule[]> {
  const rules = (await rulesOn(region, busName)).filter(
    ({ EventPattern, State }) => EventPattern !== undefined && State !== "DISABLED",
  );
  const found: DeployedRule[] = [];
  for (let from = 0; from < rules.length; from += AT_ONCE) {
    const some = rules.slice(from, from + AT_ONCE).map(async (rule) => ({
      name: rule.Name ?? "",
      region,
      busName,
      state: rule.State ?? "",
      eventPattern: rule.EventPattern ?? "",
      targets: (await targetsOf(region, rule)).map(targetOf),
    }));
    found.push(...(await Promise.all(some)));
  }
  return found;
}

function targetOf({ Arn = "", InputTransformer }: Target): DeployedRule["targets"][number] {
  const { InputPathsMap, InputTemplate } = InputTransformer ?? {};
  return {
    arn: Arn,
    ...(InputPathsMap === undefined ? {} : { inputPaths: InputPathsMap }),
    ...(InputTemplate === undefined ? {} : { inputTemplate: InputTemplate }),
  };
}
