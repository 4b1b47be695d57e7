// The table in which the formatter notes what it told, so that two witnesses of one act make one message.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TOLD_TABLE } from "../messages/names";

export interface ToldTableArgs {
  readonly keyArn: pulumi.Input<string>;
}

export class ToldTable extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  readonly tableArn: pulumi.Output<string>;

  constructor(name: string, args: ToldTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:ToldTable", name, {}, opts);
    const table = new aws.dynamodb.Table(
      `${name}-told`,
      {
        attributes: [{ name: TOLD_TABLE.keyAttribute, type: "S" }],
        hashKey: TOLD_TABLE.keyAttribute,
        billingMode: "PAY_PER_REQUEST",
        ttl: { attributeName: TOLD_TABLE.timeToLiveAttribute, enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: args.keyArn },
      },
      { parent: this },
    );
    this.tableName = table.name;
    this.tableArn = table.arn;
    this.registerOutputs({ tableName: this.tableName });
  }
}
