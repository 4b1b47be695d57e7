import {
  CloudWatchLogsClient,
  DeleteMetricFilterCommand,
  DescribeMetricFiltersCommand,
  PutMetricFilterCommand,
  type MetricTransformation,
  type StandardUnit,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// A filter that turns log records into a metric.

const properties = {
  ...REGIONAL,
  name: { type: "string", computed: true, replaces: true },
  logGroupName: { type: "string", required: true, replaces: true },
  pattern: { type: "string", required: true },
  applyOnTransformedLogs: {
    type: "boolean",
    computed: true,
    recorded: "the emulator drops it; it has no log transformers",
  },
  metricTransformation: {
    type: "object",
    required: true,
    properties: {
      name: { type: "string", required: true },
      namespace: { type: "string", required: true },
      value: { type: "string", required: true },
      // A text, because that is how the real provider tells 0 from nothing.
      defaultValue: { type: "string" },
      dimensions: { type: "map" },
      unit: { type: "string", default: "None" },
    },
  },
} as const satisfies Properties;

type Transformation = Inputs<typeof properties>["metricTransformation"];

export default resourceType({
  token: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  properties,
  naming: { property: "name", maxLength: 512 },

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.name ?? "";
  },

  async read(id, known, aws) {
    const answer = await aws.client(CloudWatchLogsClient).send(
      new DescribeMetricFiltersCommand({
        logGroupName: known.logGroupName,
        filterNamePrefix: id,
      }),
    );
    const filter = answer.metricFilters?.find((one) => one.filterName === id);
    if (filter === undefined) return undefined;
    const [transformation] = filter.metricTransformations ?? [];
    return {
      name: filter.filterName,
      logGroupName: filter.logGroupName ?? known.logGroupName,
      pattern: filter.filterPattern,
      metricTransformation: transformation === undefined ? undefined : fromAws(transformation),
    };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(id, known, aws) {
    await aws
      .client(CloudWatchLogsClient)
      .send(new DeleteMetricFilterCommand({ logGroupName: known.logGroupName, filterName: id }));
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(CloudWatchLogsClient).send(
    new PutMetricFilterCommand({
      logGroupName: inputs.logGroupName,
      filterName: inputs.name,
      // The real provider removes white space around the pattern, too.
      filterPattern: inputs.pattern.trim(),
      metricTransformations: [toAws(inputs.metricTransformation)],
    }),
  );
}

function toAws(transformation: Transformation): MetricTransformation {
  const { defaultValue, dimensions } = transformation;
  return {
    metricName: transformation.name,
    metricNamespace: transformation.namespace,
    metricValue: transformation.value,
    defaultValue:
      defaultValue === undefined || defaultValue === "" ? undefined : Number(defaultValue),
    dimensions:
      dimensions === undefined || Object.keys(dimensions).length === 0 ? undefined : dimensions,
    unit: transformation.unit as StandardUnit,
  };
}

function fromAws(transformation: MetricTransformation): Transformation {
  return {
    name: transformation.metricName ?? "",
    namespace: transformation.metricNamespace ?? "",
    value: transformation.metricValue ?? "",
    defaultValue: transformation.defaultValue?.toString(),
    dimensions: transformation.dimensions,
    unit: transformation.unit ?? "None",
  };
}
