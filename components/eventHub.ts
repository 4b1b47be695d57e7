// The event bus of the home region on which the events of all watched regions meet, and to which other teams attach.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";
import { rulesAssumeRole } from "./rulesAssumeRole";

export interface EventHubArgs {
  readonly account: Account;
}

export class EventHub extends pulumi.ComponentResource {
  readonly busArn: pulumi.Output<string>;
  readonly busName: pulumi.Output<string>;
  /** Role with which a rule of any region sends events to the bus. */
  readonly forwardingRoleArn: pulumi.Output<string>;

  constructor(name: string, { account }: EventHubArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:EventHub", name, {}, opts);
    const bus = new aws.cloudwatch.EventBus(
      `${name}-hub`,
      {
        description: "KMS events and alarm state changes of all watched regions",
      },
      { parent: this },
    );
    const role = new aws.iam.Role(
      `${name}-hub-forwarding`,
      { assumeRolePolicy: rulesAssumeRole(account) },
      { parent: this },
    );
    const sendToHub = {
      Effect: "Allow",
      Action: "events:PutEvents",
      Resource: bus.arn,
    };
    const rolePolicy = new aws.iam.RolePolicy(
      `${name}-hub-forwarding`,
      {
        role: role.name,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [{ Sid: "SendToHub", ...sendToHub }],
        }),
      },
      { parent: this },
    );
    // The account's own IAM policies decide, and nobody else is admitted. The role is not named: AWS refuses a principal
    // that was made a moment ago and is not known everywhere yet.
    new aws.cloudwatch.EventBusPolicy(
      `${name}-hub`,
      {
        eventBusName: bus.name,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            { Sid: "OwnAccount", Principal: { AWS: account.arn("iam", "", "root") }, ...sendToHub },
          ],
        }),
      },
      { parent: this },
    );
    this.busArn = bus.arn;
    this.busName = bus.name;
    // A target that has the role before the role has its policy would lose events.
    this.forwardingRoleArn = pulumi.all([role.arn, rolePolicy.id]).apply(([arn]) => arn);
    this.registerOutputs({
      busArn: this.busArn,
      busName: this.busName,
      forwardingRoleArn: this.forwardingRoleArn,
    });
  }
}
