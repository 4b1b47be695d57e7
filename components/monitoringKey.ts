// The customer key that encrypts archive, log group, topics and query results. Its policy is in keyPolicy.ts.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keyPolicy, type KeyPolicyArgs } from "./keyPolicy";

export interface MonitoringKeyArgs extends KeyPolicyArgs {
  /** Keep `pulumi destroy` from scheduling the key's deletion, which would take the archive with it. */
  readonly deletionProtection: boolean;
}

export class MonitoringKey extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: MonitoringKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:MonitoringKey", name, {}, opts);
    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: "KMS monitoring: archive, log group, alert topics and query results",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: keyPolicy(name, args),
      },
      { parent: this, protect: args.deletionProtection },
    );
    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
