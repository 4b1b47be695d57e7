import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import awsPackage from "@pulumi/aws/package.json";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

// A provider that takes every resource type with any properties and makes nothing: for stacks whose only purpose is to
// be judged by the policy pack. Properties go back as they came, so unknown and secret values stay what they are.

const VERSION = awsPackage.version;

const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
server.addService(ResourceProviderService, {
  getPluginInfo: answer(() => new PluginInfo().setVersion(VERSION)),
  attach: answer(() => new Empty()),
  cancel: answer(() => new Empty()),
  checkConfig: answer(check),
  diffConfig: answer(() => new proto.DiffResponse()),
  configure: answer(() => new proto.ConfigureResponse().setAcceptsecrets(true)),
  check: answer(check),
  diff: answer(diff),
  create: answer((request: proto.CreateRequest) =>
    new proto.CreateResponse()
      .setId(`made-${request.getUrn().split("::").at(-1) ?? ""}`)
      .setProperties(request.getProperties()),
  ),
  update: answer((request: proto.UpdateRequest) =>
    new proto.UpdateResponse().setProperties(request.getNews()),
  ),
  delete: answer(() => new Empty()),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  console.log(port);
});

function check(request: proto.CheckRequest): proto.CheckResponse {
  return new proto.CheckResponse().setInputs(request.getNews());
}

function diff(request: proto.DiffRequest): proto.DiffResponse {
  const bytes = [request.getOldInputs(), request.getNews()].map((given) =>
    Buffer.from(given?.serializeBinary() ?? []).toString("hex"),
  );
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse().setChanges(bytes[0] === bytes[1] ? DIFF_NONE : DIFF_SOME);
}

function answer<Request, Response>(method: (request: Request) => Response) {
  return (
    call: grpc.ServerUnaryCall<Request, Response>,
    callback: grpc.sendUnaryData<Response>,
  ): void => callback(null, method(call.request));
}
