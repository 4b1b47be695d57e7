import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import type { Aws } from "../../aws";
import {
  REGIONAL,
  resourceType,
  type Inputs,
  type Known,
  type Properties,
} from "../../resourceType";

// What AWS Lambda does with an asynchronous invocation that fails: how often it tries again, and whom it tells.

const DESTINATION = {
  type: "object",
  properties: { destination: { type: "string", required: true } },
} as const;

const properties = {
  ...REGIONAL,
  functionName: { type: "string", required: true, replaces: true },
  qualifier: { type: "string", replaces: true },
  maximumRetryAttempts: { type: "integer", default: 2 },
  maximumEventAgeInSeconds: { type: "integer" },
  destinationConfig: {
    type: "object",
    properties: { onFailure: DESTINATION, onSuccess: DESTINATION },
  },
} as const satisfies Properties;

/** AWS Lambda's own: https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
const SIX_HOURS = 21_600;

export default resourceType({
  token: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    const { functionName, qualifier } = inputs;
    return qualifier === undefined ? functionName : `${functionName}:${qualifier}`;
  },

  async read(_id, known, aws) {
    const config = await aws
      .client(LambdaClient)
      .send(new GetFunctionEventInvokeConfigCommand(nameOf(known)));
    const { OnFailure: failure, OnSuccess: success } = config.DestinationConfig ?? {};
    const age = config.MaximumEventAgeInSeconds;
    const isOwnAge = known.maximumEventAgeInSeconds === undefined && age === SIX_HOURS;
    return {
      functionName: known.functionName,
      qualifier: known.qualifier,
      maximumRetryAttempts: config.MaximumRetryAttempts,
      maximumEventAgeInSeconds: isOwnAge ? undefined : age,
      destinationConfig: {
        onFailure: destinationOf(failure),
        onSuccess: destinationOf(success),
      },
    };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(_id, known, aws) {
    await aws.client(LambdaClient).send(new DeleteFunctionEventInvokeConfigCommand(nameOf(known)));
  },
});

/** Writes the whole configuration: what is left out is AWS Lambda's own choice again. */
async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  const { onFailure, onSuccess } = inputs.destinationConfig ?? {};
  await aws.client(LambdaClient).send(
    new PutFunctionEventInvokeConfigCommand({
      ...nameOf(inputs),
      MaximumRetryAttempts: inputs.maximumRetryAttempts,
      MaximumEventAgeInSeconds: inputs.maximumEventAgeInSeconds,
      DestinationConfig: {
        OnFailure: onFailure && { Destination: onFailure.destination },
        OnSuccess: onSuccess && { Destination: onSuccess.destination },
      },
    }),
  );
}

function nameOf(known: Known<typeof properties>) {
  return { FunctionName: known.functionName, Qualifier: known.qualifier };
}

/** One that is empty is none. */
function destinationOf(one: { readonly Destination?: string | undefined } | undefined) {
  return one?.Destination === undefined ? undefined : { destination: one.Destination };
}
