import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { topicArns } from "../tests/mockedSurroundings";
import { Account } from "./account";
import { ChatChannels, type ChatChannel } from "./chatChannels";

const slack: ChatChannel = {
  type: "slack",
  workspaceId: "T0123ABCD",
  channelId: "C0123ABCD",
  severities: ["critical", "info"],
};
const teams: ChatChannel = {
  type: "teams",
  tenantId: "11111111-2222-3333-4444-555555555555",
  teamId: "66666666-7777-8888-9999-000000000000",
  channelId: "19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2",
  severities: ["warning"],
};

async function chatIn(channels: readonly ChatChannel[]): Promise<readonly MadeResource[]> {
  const made = await mockAws();
  new ChatChannels("kms", {
    account: new Account("us-east-1"),
    topicArns,
    channels,
  });
  await settled();
  return made;
}

/** What is the same in every channel. */
const common = {
  iamRoleArn: "arn:Role:kms-chat",
  guardrailPolicyArns: ["arn:aws:iam::aws:policy/AWSDenyAll"],
  loggingLevel: "ERROR",
};

describe("ChatChannels", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await chatIn([slack, teams]);
  });

  it("makes a configuration for each channel, and one role for all", () => {
    assert.deepEqual(namesOf(made), [
      "Role kms-chat",
      "SlackChannelConfiguration kms-slack-C0123ABCD",
      `TeamsChannelConfiguration kms-teams-${teams.channelId}`,
    ]);
  });

  it("makes no role without a channel", async () => {
    assert.deepEqual(namesOf(await chatIn([])), []);
  });

  it("tells a Slack channel of its severities", () => {
    const type = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
    assert.deepEqual(inputsOf(made, type, "kms-slack-C0123ABCD"), {
      ...common,
      configurationName: "kms-monitoring-test-C0123ABCD",
      slackTeamId: "T0123ABCD",
      slackChannelId: "C0123ABCD",
      snsTopicArns: ["arn:critical", "arn:info"],
    });
  });

  it("tells a channel of Microsoft Teams, whose id is no name that AWS takes", () => {
    const type = "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration";
    assert.deepEqual(inputsOf(made, type, `kms-teams-${teams.channelId}`), {
      ...common,
      configurationName: "kms-monitoring-test-19-3ab6ef35dc342d56ba5654e6fc6d25a071-40thread-tacv2",
      tenantId: "11111111-2222-3333-4444-555555555555",
      teamId: "66666666-7777-8888-9999-000000000000",
      channelId: "19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2",
      snsTopicArns: ["arn:warning"],
    });
  });

  it("gives Amazon Q a role that may do nothing, for this account only", () => {
    const { assumeRolePolicy, ...rest } = inputsOf(made, "aws:iam/role:Role", "kms-chat");
    assert.deepEqual(rest, {});
    assert.deepEqual(JSON.parse(assumeRolePolicy), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ChatAssumesRole",
          Effect: "Allow",
          Principal: { Service: "chatbot.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    });
  });
});
