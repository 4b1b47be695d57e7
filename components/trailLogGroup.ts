// The encrypted log group that gets the trail's records.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface TrailLogGroupArgs {
  readonly logGroupName: string;
  /** Customer key that encrypts the records. */
  readonly keyArn: pulumi.Input<string>;
  /** Days the log group keeps records; a value that CloudWatch Logs accepts. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Keep the log group and its records from deletion, and so from a new name. */
  readonly deletionProtection: boolean;
}

export class TrailLogGroup extends pulumi.ComponentResource {
  readonly logGroupArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: TrailLogGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:TrailLogGroup", name, {}, opts);
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-trail`,
      {
        name: args.logGroupName,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.keyArn,
      },
      {
        parent: this,
        protect: args.deletionProtection,
        // Until 0.1.0 it was a part of the trail, which a stack may now be without.
        aliases: [{ parent: pulumi.createUrn(name, "kms-monitoring:index:KmsTrail") }],
      },
    );
    this.logGroupArn = logGroup.arn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({ logGroupArn: this.logGroupArn, logGroupName: this.logGroupName });
  }
}
