import {
  CloudWatchLogsClient,
  DeleteQueryDefinitionCommand,
  DescribeQueryDefinitionsCommand,
  PutQueryDefinitionCommand,
  type QueryDefinition,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// A saved CloudWatch Logs Insights query.

const properties = {
  ...REGIONAL,
  name: { type: "string", computed: true },
  queryString: { type: "string", required: true },
  logGroupNames: { type: "list", of: { type: "string" } },
  queryDefinitionId: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/queryDefinition:QueryDefinition",
  properties,
  naming: { property: "name", maxLength: 255 },

  create(inputs, aws) {
    return put(undefined, inputs, aws);
  },

  async read(id, known, aws) {
    const found = await find(id, known.name, aws);
    if (found === undefined) return undefined;
    return {
      name: found.name,
      queryString: found.queryString,
      logGroupNames: found.logGroupNames,
      queryDefinitionId: found.queryDefinitionId,
    };
  },

  async update({ id, news }, aws) {
    await put(id, news, aws);
  },

  async delete(id, _known, aws) {
    await aws
      .client(CloudWatchLogsClient)
      .send(new DeleteQueryDefinitionCommand({ queryDefinitionId: id }));
  },
});

async function put(
  id: string | undefined,
  inputs: Inputs<typeof properties>,
  aws: Aws,
): Promise<string> {
  const answer = await aws.client(CloudWatchLogsClient).send(
    new PutQueryDefinitionCommand({
      queryDefinitionId: id,
      name: inputs.name,
      queryString: inputs.queryString,
      logGroupNames: inputs.logGroupNames,
    }),
  );
  return answer.queryDefinitionId ?? "";
}

/** There is no call for one query, only for all whose name begins alike, a page at a time. */
async function find(
  id: string,
  name: string | undefined,
  aws: Aws,
): Promise<QueryDefinition | undefined> {
  const logs = aws.client(CloudWatchLogsClient);
  let nextToken: string | undefined;
  do {
    const page = await logs.send(
      new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: name, nextToken }),
    );
    const found = page.queryDefinitions?.find((one) => one.queryDefinitionId === id);
    if (found !== undefined) return found;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return undefined;
}
