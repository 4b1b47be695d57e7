// Chat channels, in Slack or Microsoft Teams, that Amazon Q Developer tells of alerts.
// https://docs.aws.amazon.com/chatbot/latest/adminguide/what-is.html
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Severity } from "../detections/detection";
import type { Account } from "./account";
import type { TopicArns } from "./alarm";
import { trust } from "./trust";

/** As the Amazon Q console shows them once the workspace or team is authorized there, which no API can do. */
export type ChatChannel =
  | {
      readonly type: "slack";
      readonly workspaceId: string;
      readonly channelId: string;
      readonly severities: readonly Severity[];
    }
  | {
      readonly type: "teams";
      readonly tenantId: string;
      readonly teamId: string;
      readonly channelId: string;
      readonly severities: readonly Severity[];
    };

export interface ChatChannelsArgs {
  readonly account: Account;
  readonly topicArns: TopicArns;
  readonly channels: readonly ChatChannel[];
}

export class ChatChannels extends pulumi.ComponentResource {
  constructor(name: string, args: ChatChannelsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:ChatChannels", name, {}, opts);
    const { account, channels } = args;
    if (channels.length > 0) {
      const iamRoleArn = this.#createRole(name, account);
      for (const channel of channels) this.#create(name, channel, iamRoleArn, args);
    }
    this.registerOutputs({});
  }

  /** Amazon Q wants a role; this one may do nothing, and no guardrail widens it: the channel only gets messages. */
  #createRole(name: string, account: Account): pulumi.Output<string> {
    const assumeRolePolicy = trust("ChatAssumesRole", "chatbot.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": account.id },
    });
    return new aws.iam.Role(`${name}-chat`, { assumeRolePolicy }, { parent: this }).arn;
  }

  #create(
    name: string,
    channel: ChatChannel,
    iamRoleArn: pulumi.Output<string>,
    { account, topicArns }: ChatChannelsArgs,
  ): void {
    const configurationName = `${pulumi.getProject()}-${pulumi.getStack()}-${channel.channelId.replaceAll(/[^A-Za-z0-9-]/g, "-")}`;
    const common = {
      configurationName,
      iamRoleArn,
      snsTopicArns: channel.severities.map((severity) => topicArns[severity]),
      guardrailPolicyArns: [
        pulumi.interpolate`arn:${account.partition}:iam::aws:policy/${GUARDRAIL}`,
      ],
      loggingLevel: "ERROR",
    };
    if (channel.type === "slack") {
      const { workspaceId: slackTeamId, channelId: slackChannelId } = channel;
      new aws.chatbot.SlackChannelConfiguration(
        `${name}-slack-${slackChannelId}`,
        { ...common, slackTeamId, slackChannelId },
        { parent: this },
      );
    } else {
      const { tenantId, teamId, channelId } = channel;
      new aws.chatbot.TeamsChannelConfiguration(
        `${name}-teams-${channelId}`,
        { ...common, tenantId, teamId, channelId },
        { parent: this },
      );
    }
  }
}

/** Without a guardrail Amazon Q takes AdministratorAccess as the bound of what a channel may ask for; the role has nothing anyway. */
const GUARDRAIL = "AWSDenyAll";
