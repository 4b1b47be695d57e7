// Reads from EventBridge the rules of a bus and their targets.
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";

/** Every rule of a bus, whatever its state. */
export async function rulesOn(region: string, EventBusName: string): Promise<readonly Rule[]> {
  const client = new EventBridgeClient({ region });
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rules;
}

/** Every target of a rule. */
export async function targetsOf(
  region: string,
  { EventBusName, Name }: Pick<Rule, "EventBusName" | "Name">,
): Promise<readonly Target[]> {
  const client = new EventBridgeClient({ region });
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const asked = { EventBusName, Rule: Name, NextToken };
    const page = await client.send(new ListTargetsByRuleCommand(asked));
    targets.push(...(page.Targets ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return targets;
}
