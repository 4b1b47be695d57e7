import {
  CloudWatchClient,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  PutDashboardCommand,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// A page of graphs, tables and texts in the console.

const properties = {
  ...REGIONAL,
  dashboardName: { type: "string", required: true, replaces: true },
  dashboardBody: { type: "json", required: true },
  dashboardArn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/dashboard:Dashboard",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.dashboardName;
  },

  async read(id, _known, aws) {
    const dashboard = await aws
      .client(CloudWatchClient)
      .send(new GetDashboardCommand({ DashboardName: id }));
    return {
      dashboardName: dashboard.DashboardName,
      dashboardBody: dashboard.DashboardBody,
      dashboardArn: dashboard.DashboardArn,
    };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(id, _known, aws) {
    const command = new DeleteDashboardsCommand({ DashboardNames: [id] });
    await aws.client(CloudWatchClient).send(command);
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  const command = new PutDashboardCommand({
    DashboardName: inputs.dashboardName,
    DashboardBody: inputs.dashboardBody,
  });
  await aws.client(CloudWatchClient).send(command);
}
