import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type Architecture,
} from "@aws-sdk/client-lambda";
import { zipOf } from "../../archive";
import type { Aws } from "../../aws";
import {
  configurationFromAws,
  configurationToAws,
  FUNCTION_CONFIGURATION,
} from "../../functionConfiguration";
import { functionIsReady } from "../../functionState";
import { REGIONAL, resourceType, TAGGED, type Change, type Properties } from "../../resourceType";
import { tagChange } from "../../tags";

// An AWS Lambda function whose code is a zip file.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  ...FUNCTION_CONFIGURATION,
  name: { type: "string", computed: true, replaces: true },
  architectures: { type: "list", of: { type: "string" }, computed: true },
  code: { type: "archive", recorded: "AWS Lambda gives no archive back" },
  codeSha256: { type: "string", computed: true },
  packageType: { type: "string", replaces: true, default: "Zip" },
  reservedConcurrentExecutions: { type: "integer", default: -1 },
  skipDestroy: { type: "boolean", setting: true, default: false },
  sourceCodeHash: { type: "string", computed: true, setting: true },
  arn: { type: "string", output: true },
  invokeArn: { type: "string", output: true },
  lastModified: { type: "string", output: true },
  qualifiedArn: { type: "string", output: true },
  sourceCodeSize: { type: "integer", output: true },
  version: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:lambda/function:Function",
  properties,
  naming: { property: "name", maxLength: 64 },

  async create(inputs, aws) {
    await aws.client(LambdaClient).send(
      new CreateFunctionCommand({
        ...configurationToAws(inputs),
        FunctionName: inputs.name,
        Role: inputs.role,
        Code: { ZipFile: inputs.code && zipOf(inputs.code) },
        Architectures: inputs.architectures as Architecture[],
        PackageType: "Zip",
        Tags: inputs.tagsAll,
      }),
    );
    return inputs.name ?? "";
  },

  async complete(id, inputs, aws) {
    await functionIsReady(id, aws);
    if (inputs.reservedConcurrentExecutions !== -1)
      await setConcurrency(id, inputs.reservedConcurrentExecutions, aws);
  },

  async read(id, _known, aws) {
    const {
      Configuration: found = {},
      Concurrency: concurrency,
      Tags: tags,
    } = await aws.client(LambdaClient).send(new GetFunctionCommand({ FunctionName: id }));
    const arn = found.FunctionArn ?? "";
    return {
      ...configurationFromAws(found),
      name: found.FunctionName,
      architectures: found.Architectures,
      codeSha256: found.CodeSha256,
      packageType: found.PackageType,
      reservedConcurrentExecutions: concurrency?.ReservedConcurrentExecutions ?? -1,
      arn,
      invokeArn: `arn:aws:apigateway:${aws.region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      lastModified: found.LastModified,
      qualifiedArn: `${arn}:${found.Version ?? ""}`,
      sourceCodeSize: found.CodeSize,
      version: found.Version,
      tagsAll: tags,
    };
  },

  async update(change, aws) {
    const { id, news, changed } = change;
    if (changed("code", "codeSha256", "sourceCodeHash", "architectures"))
      await updateCode(change, aws);
    if (changed(...configurationNames())) {
      await aws
        .client(LambdaClient)
        .send(
          new UpdateFunctionConfigurationCommand({ ...configurationToAws(news), FunctionName: id }),
        );
      await functionIsReady(id, aws);
    }
    if (changed("reservedConcurrentExecutions"))
      await setConcurrency(id, news.reservedConcurrentExecutions, aws);
    if (changed("tagsAll")) await updateTags(change, aws);
  },

  async delete(id, known, aws) {
    if (known.skipDestroy === true) return;
    await aws.client(LambdaClient).send(new DeleteFunctionCommand({ FunctionName: id }));
  },
});

function configurationNames() {
  return Object.keys(FUNCTION_CONFIGURATION) as (keyof typeof FUNCTION_CONFIGURATION)[];
}

/** Both changes of a function wait for the end of the one before. */
async function updateCode({ id, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(LambdaClient).send(
    new UpdateFunctionCodeCommand({
      FunctionName: id,
      ZipFile: news.code && zipOf(news.code),
      Architectures: news.architectures as Architecture[],
    }),
  );
  await functionIsReady(id, aws);
}

/** -1 is how the real provider says that nothing is reserved. */
async function setConcurrency(FunctionName: string, reserved: number, aws: Aws): Promise<void> {
  const lambda = aws.client(LambdaClient);
  if (reserved === -1) await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  else
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: reserved }),
    );
}

async function updateTags({ olds, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  const lambda = aws.client(LambdaClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const Resource = olds.arn;
  if (remove.length > 0) await lambda.send(new UntagResourceCommand({ Resource, TagKeys: remove }));
  if (Object.keys(set).length > 0)
    await lambda.send(new TagResourceCommand({ Resource, Tags: set }));
}
