import {
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Where an EventBridge rule sends its events.

const properties = {
  ...REGIONAL,
  rule: { type: "string", required: true, replaces: true },
  eventBusName: { type: "string", replaces: true, default: "default" },
  targetId: { type: "string", computed: true, replaces: true },
  arn: { type: "string", required: true },
  roleArn: { type: "string" },
  input: { type: "json", conflictsWith: ["inputPath", "inputTransformer"] },
  inputPath: { type: "string", conflictsWith: ["inputTransformer"] },
  inputTransformer: {
    type: "object",
    properties: { inputPaths: { type: "map" }, inputTemplate: { type: "string", required: true } },
  },
  deadLetterConfig: { type: "object", properties: { arn: { type: "string" } } },
  retryPolicy: {
    type: "object",
    properties: {
      maximumEventAgeInSeconds: { type: "integer" },
      maximumRetryAttempts: { type: "integer" },
    },
  },
  sqsTarget: { type: "object", properties: { messageGroupId: { type: "string" } } },
  forceDestroy: { type: "boolean", setting: true, default: false },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/eventTarget:EventTarget",
  properties,
  // The real provider, too, does not make this name from the logical one.
  naming: { property: "targetId", maxLength: 64, start: "terraform-" },

  async create(inputs, aws) {
    await put(inputs, aws);
    const bus = inputs.eventBusName === "default" ? [] : [inputs.eventBusName];
    return [...bus, inputs.rule, inputs.targetId].join("-");
  },

  async read(_id, known, aws) {
    const target = await find(known.rule, known.eventBusName, known.targetId, aws);
    if (target === undefined) return undefined;
    const {
      InputTransformer: transformer,
      DeadLetterConfig: letters,
      RetryPolicy: retry,
      SqsParameters: sqs,
    } = target;
    return {
      rule: known.rule,
      eventBusName: known.eventBusName,
      targetId: target.Id,
      arn: target.Arn,
      roleArn: target.RoleArn,
      input: target.Input,
      inputPath: target.InputPath,
      inputTransformer: transformer && {
        inputPaths: transformer.InputPathsMap,
        inputTemplate: transformer.InputTemplate ?? "",
      },
      deadLetterConfig: letters && { arn: letters.Arn },
      retryPolicy: retry && {
        maximumEventAgeInSeconds: retry.MaximumEventAgeInSeconds,
        maximumRetryAttempts: retry.MaximumRetryAttempts,
      },
      sqsTarget: sqs && { messageGroupId: sqs.MessageGroupId },
    };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(_id, known, aws) {
    await aws.client(EventBridgeClient).send(
      new RemoveTargetsCommand({
        Rule: known.rule,
        EventBusName: known.eventBusName,
        Ids: [known.targetId ?? ""],
        Force: known.forceDestroy,
      }),
    );
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  const answer = await aws.client(EventBridgeClient).send(
    new PutTargetsCommand({
      Rule: inputs.rule,
      EventBusName: inputs.eventBusName,
      Targets: [toAws(inputs)],
    }),
  );
  // PutTargets reports refused targets in its answer and not as an error.
  const [refused] = answer.FailedEntries ?? [];
  if (refused !== undefined)
    throw new Error(`PutTargets: ${refused.ErrorCode ?? ""}: ${refused.ErrorMessage ?? ""}`);
}

function toAws(inputs: Inputs<typeof properties>): Target {
  const {
    inputTransformer: transformer,
    deadLetterConfig: letters,
    retryPolicy: retry,
    sqsTarget: sqs,
  } = inputs;
  return {
    Id: inputs.targetId,
    Arn: inputs.arn,
    RoleArn: inputs.roleArn,
    Input: inputs.input,
    InputPath: inputs.inputPath,
    InputTransformer: transformer && {
      InputPathsMap: transformer.inputPaths,
      InputTemplate: transformer.inputTemplate,
    },
    DeadLetterConfig: letters && { Arn: letters.arn },
    RetryPolicy: retry && {
      MaximumEventAgeInSeconds: retry.maximumEventAgeInSeconds,
      MaximumRetryAttempts: retry.maximumRetryAttempts,
    },
    SqsParameters: sqs && { MessageGroupId: sqs.messageGroupId },
  };
}

async function find(
  Rule: string | undefined,
  EventBusName: string | undefined,
  targetId: string | undefined,
  aws: Aws,
): Promise<Target | undefined> {
  const events = aws.client(EventBridgeClient);
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListTargetsByRuleCommand({ Rule, EventBusName, NextToken }));
    const target = page.Targets?.find((one) => one.Id === targetId);
    if (target !== undefined) return target;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return undefined;
}
