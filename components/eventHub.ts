// The event bus of the home region on which the events of all watched regions meet, and to which other teams attach.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";
import { rulesRole } from "./rulesRole";

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
    const sendToHub = {
      Effect: "Allow",
      Action: "events:PutEvents",
      Resource: bus.arn,
    };
    const statements = [{ Sid: "SendToHub", ...sendToHub }];
    this.forwardingRoleArn = rulesRole(`${name}-hub-forwarding`, { account, statements }, this);
    // The account's own IAM policies decide, and nobody else is admitted. By the rules of IAM the role would do, but the guide tells
    // to admit the sender on the receiving bus, too: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
    // The role is not named: AWS refuses a principal that was made a moment ago and is not known everywhere yet.
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
    this.registerOutputs({
      busArn: this.busArn,
      busName: this.busName,
      forwardingRoleArn: this.forwardingRoleArn,
    });
  }
}
