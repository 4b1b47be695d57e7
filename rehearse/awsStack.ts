// Reads the deployed stack from AWS, with calls that only look: Describe, Get, List and Test.
import { CloudWatchLogsClient, TestMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, TestEventPatternCommand } from "@aws-sdk/client-eventbridge";
import { matchesFilterPattern } from "../filterPatterns/match";
import { parseFilterPattern } from "../filterPatterns/parse";
import { alarmsIn, loggingTrails, metricFiltersOf } from "../local/replay/deployed";
import type { DeployedRule, DeployedStack } from "./deployedStack";
import { readFormatter } from "./readFormatter";
import { alarmPaths, subscriptionPatterns } from "./readLogGroup";
import { rulesOf } from "./readRules";
import type { KnownOutputs } from "./stackOutputs";

/** @param homeRegion Where trail, hub and topics are. */
export async function readStack(outputs: KnownOutputs, homeRegion: string): Promise<DeployedStack> {
  const { logGroupName, watchedRegions, hubBusArn, messageFunctionArn } = outputs;
  const [, , , , accountId = "", hub = ""] = hubBusArn.split(":");
  const endpoint = embeddedEndpoint(process.env);
  const [trails, filters, alarms, subscriptions, { formatter, notes }, onHub, ...onDefault] =
    await Promise.all([
      loggingTrails(homeRegion),
      metricFiltersOf(homeRegion, logGroupName),
      alarmsIn(homeRegion),
      subscriptionPatterns(homeRegion, logGroupName, messageFunctionArn),
      readFormatter(homeRegion, messageFunctionArn, endpoint),
      rulesOf(homeRegion, hub.replace("event-bus/", "")),
      ...watchedRegions.map((region) => rulesOf(region, "default")),
    ]);
  return {
    homeRegion,
    watchedRegions,
    accountId,
    trails,
    logGroupName,
    subscriptionPatterns: subscriptions,
    rules: [...onHub, ...rulesTo(receiversOf(outputs), onDefault.flat())],
    hubBusArn,
    alarmPaths: alarmPaths(filters, alarms, outputs.alarmArns),
    alertTopicArns: outputs.alertTopicArns,
    watchdogTopicArn: outputs.watchdogTopicArn,
    functionArn: messageFunctionArn,
    formatter,
    notes: [...notes, ...(endpoint === undefined ? [] : [OWN_MATCHER])],
    testEventPattern: eventTester(homeRegion),
    testFilterPattern: endpoint === undefined ? filterTester(homeRegion) : ownFilterTester,
  };
}

/** Where rules of the stack lead from a default bus. */
export function receiversOf(outputs: KnownOutputs): readonly string[] {
  const { hubBusArn, messageFunctionArn, alertTopicArns, watchdogTopicArn } = outputs;
  return [hubBusArn, messageFunctionArn, ...Object.values(alertTopicArns), watchdogTopicArn];
}

/** Other rules of a default bus are other teams'. */
export function rulesTo(
  arns: readonly string[],
  rules: readonly DeployedRule[],
): readonly DeployedRule[] {
  return rules.flatMap((rule) => {
    const targets = rule.targets.filter(({ arn }) => arns.includes(arn));
    return targets.length > 0 ? [{ ...rule, targets }] : [];
  });
}

const OWN_MATCHER =
  "The embedded AWS has no TestMetricFilter: filter patterns are judged by this repository's own matcher (filterPatterns/match.ts).";

/** The address of AWS, if AWS is a program on this machine. */
export function embeddedEndpoint(environment: NodeJS.ProcessEnv): string | undefined {
  const endpoint = environment["AWS_ENDPOINT_URL"] ?? "";
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : "";
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host) ? endpoint : undefined;
}

function eventTester(region: string): DeployedStack["testEventPattern"] {
  const client = new EventBridgeClient({ region });
  return async (EventPattern, event) => {
    const Event = JSON.stringify(event);
    const { Result } = await client.send(new TestEventPatternCommand({ EventPattern, Event }));
    return Result === true;
  };
}

/** AWS gives the matching messages back; its pages disagree on whether their numbers begin with 0 or 1. */
function filterTester(region: string): DeployedStack["testFilterPattern"] {
  const client = new CloudWatchLogsClient({ region });
  return async (filterPattern, messages) => {
    const asked = { filterPattern, logEventMessages: [...messages] };
    const { matches = [] } = await client.send(new TestMetricFilterCommand(asked));
    const matching = new Set(matches.map(({ eventMessage }) => eventMessage));
    return messages.map((message) => matching.has(message));
  };
}

const ownFilterTester: DeployedStack["testFilterPattern"] = (filterPattern, messages) => {
  const pattern = parseFilterPattern(filterPattern);
  return Promise.resolve(
    messages.map((message) => matchesFilterPattern(pattern, JSON.parse(message))),
  );
};
