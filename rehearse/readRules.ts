// Reads from EventBridge the rules that lead to the stack, or from it to others: of a region's default bus, and of the hub.
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import type { DeployedRule } from "./deployedStack";

/** ListTargetsByRule is throttled: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const AT_ONCE = 5;

/** Rules with a pattern that are not disabled. */
export async function rulesOf(region: string, busName: string): Promise<readonly DeployedRule[]> {
  const client = new EventBridgeClient({ region });
  const rules = (await listRules(client, busName)).filter(
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
      targets: (await listTargets(client, busName, rule.Name)).map(targetOf),
    }));
    found.push(...(await Promise.all(some)));
  }
  return found;
}

async function listRules(client: EventBridgeClient, EventBusName: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rules;
}

async function listTargets(
  client: EventBridgeClient,
  EventBusName: string,
  rule: string | undefined,
): Promise<Target[]> {
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const asked = { EventBusName, Rule: rule, NextToken };
    const page = await client.send(new ListTargetsByRuleCommand(asked));
    targets.push(...(page.Targets ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return targets;
}

function targetOf({ Arn = "", InputTransformer }: Target): DeployedRule["targets"][number] {
  const { InputPathsMap, InputTemplate } = InputTransformer ?? {};
  return {
    arn: Arn,
    ...(InputPathsMap === undefined ? {} : { inputPaths: InputPathsMap }),
    ...(InputTemplate === undefined ? {} : { inputTemplate: InputTemplate }),
  };
}
