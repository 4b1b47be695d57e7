import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
  type Distribution,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Sends the log records that a pattern matches to a function or a stream.

const properties = {
  ...REGIONAL,
  name: { type: "string", computed: true, replaces: true },
  logGroup: { type: "string", required: true, replaces: true },
  destinationArn: { type: "string", required: true },
  filterPattern: { type: "string", required: true },
  distribution: { type: "string", default: "ByLogStream" },
  roleArn: { type: "string", computed: true },
  applyOnTransformedLogs: {
    type: "boolean",
    computed: true,
    recorded: "the emulator drops it; it has no log transformers",
  },
  emitSystemFields: {
    type: "set",
    of: { type: "string" },
    recorded: "the emulator drops it; it has no centralized logs",
  },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  properties,
  naming: { property: "name", maxLength: 512 },

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.name ?? "";
  },

  async read(_id, known, aws) {
    const answer = await aws.client(CloudWatchLogsClient).send(
      new DescribeSubscriptionFiltersCommand({
        logGroupName: known.logGroup,
        filterNamePrefix: known.name,
      }),
    );
    const filter = answer.subscriptionFilters?.find((one) => one.filterName === known.name);
    return (
      filter && {
        name: filter.filterName,
        logGroup: filter.logGroupName,
        destinationArn: filter.destinationArn,
        filterPattern: filter.filterPattern,
        distribution: filter.distribution,
        roleArn: filter.roleArn,
      }
    );
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(_id, known, aws) {
    await aws.client(CloudWatchLogsClient).send(
      new DeleteSubscriptionFilterCommand({
        logGroupName: known.logGroup,
        filterName: known.name,
      }),
    );
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(CloudWatchLogsClient).send(
    new PutSubscriptionFilterCommand({
      logGroupName: inputs.logGroup,
      filterName: inputs.name,
      filterPattern: inputs.filterPattern,
      destinationArn: inputs.destinationArn,
      distribution: inputs.distribution as Distribution,
      roleArn: inputs.roleArn,
    }),
  );
}
