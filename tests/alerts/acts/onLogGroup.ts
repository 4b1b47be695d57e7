// Acts against the log group and its filters.
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { metricFiltersOf } from "../../../local/replay/deployed";
import { call, region, type TamperingAct } from "./act";

export const logGroupActs: readonly TamperingAct[] = [
  {
    what: "log group",
    act: "DeleteLogGroup",
    heardBy: "log-group-deleted by message, SNS critical",
    commit: async ({ logGroupName }) => {
      await new CloudWatchLogsClient({ region }).send(new DeleteLogGroupCommand({ logGroupName }));
      return call("logs", "DeleteLogGroup", { logGroupName });
    },
  },
  {
    what: "log group",
    act: "DeleteMetricFilter, of all filters",
    heardBy: "log-filter-deleted by message, SNS critical",
    commit: async ({ logGroupName }) => {
      const client = new CloudWatchLogsClient({ region });
      const filters = await metricFiltersOf(region, logGroupName);
      for (const { filterName } of filters) {
        await client.send(new DeleteMetricFilterCommand({ logGroupName, filterName }));
      }
      const [filter] = filters;
      return call("logs", "DeleteMetricFilter", { logGroupName, filterName: filter?.filterName });
    },
  },
  {
    what: "log group",
    act: "DeleteSubscriptionFilter",
    heardBy: "log-filter-deleted by message, SNS critical",
    commit: async ({ logGroupName }) => {
      const client = new CloudWatchLogsClient({ region });
      const { subscriptionFilters = [] } = await client.send(
        new DescribeSubscriptionFiltersCommand({ logGroupName }),
      );
      const filterName = subscriptionFilters[0]?.filterName;
      await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
      return call("logs", "DeleteSubscriptionFilter", { logGroupName, filterName });
    },
  },
];
