import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import awsPackage from "@pulumi/aws/package.json";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { configProblems, readConfig } from "./config";
import { InitFailed } from "./initFailed";
import { checked, propertyDiff, struct, subject, values } from "./messages";
import { Provider } from "./provider";

// Speaks the engine's provider protocol. The server of @pulumi/pulumi/provider is not used because it keeps the
// provider's configuration, the inputs of the last update and the preview flag to itself.
// https://pulumi-developer-docs.readthedocs.io/latest/docs/_generated/proto/provider.html

let configured: Provider | undefined;

/** Answers the port. */
export function serve(): Promise<number> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, {
    getPluginInfo: answer(() => new PluginInfo().setVersion(awsPackage.version)),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    checkConfig: answer(checkConfig),
    diffConfig: answer(diffConfig),
    configure: answer(configure),
    invoke: answer(invoke, (request) => request.getTok()),
    check: answer(check, resourceOf),
    diff: answer(diff, resourceOf),
    create: answer(create, resourceOf),
    read: answer(read, resourceOf),
    update: answer(update, resourceOf),
    delete: answer(remove, resourceOf),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

function checkConfig(request: proto.CheckRequest): proto.CheckResponse {
  const news = values(request.getNews());
  return checked(news, configProblems(news, process.env));
}

/** Another configuration never replaces resources: each says its own region. */
function diffConfig(request: proto.DiffRequest): proto.DiffResponse {
  const isSame =
    JSON.stringify(values(request.getOlds())) === JSON.stringify(values(request.getNews()));
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse().setChanges(isSame ? DIFF_NONE : DIFF_SOME);
}

/** Without secrets, resources and outputs accepted, the engine sends plain values and marks secrets itself. */
function configure(request: proto.ConfigureRequest): proto.ConfigureResponse {
  const given = values(request.getArgs());
  const [problem] = configProblems(given, process.env);
  if (problem !== undefined) throw new Error(problem);
  configured = new Provider(readConfig(given, process.env));
  return new proto.ConfigureResponse().setSupportspreview(true);
}

async function invoke(request: proto.InvokeRequest): Promise<proto.InvokeResponse> {
  const result = await provider().invoke(request.getTok(), values(request.getArgs()));
  return new proto.InvokeResponse().setReturn(struct(result));
}

function check(request: proto.CheckRequest): proto.CheckResponse {
  const [olds, news] = [values(request.getOlds()), values(request.getNews())];
  const result = provider().check(subject(request), olds, news, request.getRandomseed_asU8());
  return checked(result.inputs, result.problems);
}

function diff(request: proto.DiffRequest): proto.DiffResponse {
  const { differences, deleteBeforeReplace } = provider().diff(
    subject(request),
    values(request.getNews()),
    values(request.getOlds()),
  );
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(differences.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList(differences.map(({ property }) => property))
    .setReplacesList(differences.filter(({ replaces }) => replaces).map(({ property }) => property))
    .setHasdetaileddiff(true)
    .setDeletebeforereplace(deleteBeforeReplace);
  for (const difference of differences)
    response.getDetaileddiffMap().set(difference.property, propertyDiff(difference));
  return response;
}

async function create(request: proto.CreateRequest): Promise<proto.CreateResponse> {
  const inputs = values(request.getProperties());
  if (request.getPreview()) {
    const state = provider().preview(subject(request), inputs, {});
    return new proto.CreateResponse().setProperties(struct(state));
  }
  const made = await provider().create(subject(request), inputs);
  if (made.unfinished !== undefined)
    throw new InitFailed(made.id, struct(made.state), made.unfinished);
  return new proto.CreateResponse().setId(made.id).setProperties(struct(made.state));
}

async function read(request: proto.ReadRequest): Promise<proto.ReadResponse> {
  const [olds, inputs] = [values(request.getProperties()), values(request.getInputs())];
  const found = await provider().read(subject(request), request.getId(), olds, inputs);
  if (found === undefined) return new proto.ReadResponse();
  return new proto.ReadResponse()
    .setId(request.getId())
    .setProperties(struct(found.state))
    .setInputs(struct(found.inputs));
}

async function update(request: proto.UpdateRequest): Promise<proto.UpdateResponse> {
  const [olds, news] = [values(request.getOlds()), values(request.getNews())];
  const state = request.getPreview()
    ? provider().preview(subject(request), news, olds)
    : await provider().update(subject(request), request.getId(), news, olds);
  return new proto.UpdateResponse().setProperties(struct(state));
}

async function remove(request: proto.DeleteRequest): Promise<Empty> {
  await provider().delete(subject(request), request.getId(), values(request.getProperties()));
  return new Empty();
}

/** Turns a function into a method of the service; what it throws becomes one line about what the request is about. */
function answer<Request, Response>(
  method: (request: Request) => Response | Promise<Response>,
  about: (request: Request) => string = () => "the stand-in aws provider",
) {
  return (
    call: grpc.ServerUnaryCall<Request, Response>,
    callback: grpc.sendUnaryData<Response>,
  ): void => {
    void (async () => method(call.request))().then(
      (response) => callback(null, response),
      (error: unknown) => callback(statusOf(error, about(call.request))),
    );
  };
}

function statusOf(error: unknown, about: string): Partial<grpc.StatusObject> {
  if (error instanceof InitFailed) return error.status;
  return {
    code: grpc.status.UNKNOWN,
    details: configured?.describe(error, about) ?? String(error),
  };
}

function resourceOf(request: { getType(): string; getName(): string }): string {
  return `${request.getType()} "${request.getName()}"`;
}

function provider(): Provider {
  if (configured === undefined)
    throw new Error("the stand-in aws provider is used before it is configured");
  return configured;
}
