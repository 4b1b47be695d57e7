// The saved queries of CloudWatch Logs Insights over the trail's log group, in one folder of the console.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logsInsightsText } from "../queries/insights";
import type { SavedQuery } from "../queries/query";

export interface SavedQueriesArgs {
  /** Log group that the console chooses with the query. */
  readonly logGroupName: pulumi.Input<string>;
  readonly queries: readonly SavedQuery[];
  /** Folder of the console; messages point to queries in it. */
  readonly queryFolder: string;
}

export class SavedQueries extends pulumi.ComponentResource {
  /** CloudWatch's ids of the queries by their ids in the catalogue. */
  readonly queryDefinitionIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SavedQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:SavedQueries", name, {}, opts);
    // A slash in the name makes a folder.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html
    const ids = args.queries.map((query) => {
      const definition = new aws.cloudwatch.QueryDefinition(
        `${name}-${query.id}`,
        {
          name: `${args.queryFolder}/${query.title}`,
          logGroupNames: [args.logGroupName],
          queryString: logsInsightsText(query),
        },
        { parent: this },
      );
      return [query.id, definition.queryDefinitionId] as const;
    });
    this.queryDefinitionIds = pulumi.all(Object.fromEntries(ids));
    this.registerOutputs({ queryDefinitionIds: this.queryDefinitionIds });
  }
}
