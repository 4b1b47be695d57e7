// A table of what a query of CloudWatch Logs Insights answers over one log group.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Log-Widget-Object
import type * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

export interface LogTableArgs {
  readonly title: string;
  readonly region: string;
  readonly logGroupName: pulumi.Input<string>;
  /** Without the log group, which a dashboard names in the query. */
  readonly query: string;
  readonly width: number;
  readonly height: number;
}

export class LogTable extends awsx.LogWidget {
  /** A widget that names no view is a table; the class knows graphs only. */
  protected override computeView = () => undefined;

  constructor({ title, region, logGroupName, query, width, height }: LogTableArgs) {
    super({
      title,
      region: region as aws.Region,
      query: pulumi.interpolate`SOURCE '${logGroupName}' | ${query}`,
      width,
      height,
    });
  }
}
