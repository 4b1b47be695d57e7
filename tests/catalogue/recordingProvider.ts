import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { struct, values } from "../../local/provider/messages";

// A provider for every package, in the test's own process: it accepts any resource and writes down what the engine creates.
// AWS itself is not asked for: what a policy refuses, the engine must not hand to any provider.

export interface Written {
  readonly urn: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface RecordingProvider {
  /** Value of PULUMI_DEBUG_PROVIDERS, by which the engine attaches to it. */
  readonly debugProviders: string;
  /** What was created, updated or replaced, previews aside, in order. */
  readonly written: Written[];
  readonly stop: () => void;
}

const ACCOUNT_ID = "111122223333";

export async function startRecordingProvider(
  packages: readonly string[],
): Promise<RecordingProvider> {
  const written: Written[] = [];
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, {
    getPluginInfo: answer(() => new PluginInfo().setVersion("999.0.0")),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    checkConfig: answer((request: proto.CheckRequest) => accepted(request)),
    diffConfig: answer(() => new proto.DiffResponse()),
    configure: answer(() =>
      new proto.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true),
    ),
    invoke: answer((request: proto.InvokeRequest) =>
      new proto.InvokeResponse().setReturn(request.getArgs()),
    ),
    check: answer((request: proto.CheckRequest) => accepted(request)),
    diff: answer((request: proto.DiffRequest) => difference(request)),
    create: answer((request: proto.CreateRequest) => {
      const response = new proto.CreateResponse();
      // In a preview only what the program gave is known; the rest is computed, and so unknown.
      if (request.getPreview()) return response.setProperties(request.getProperties());
      const inputs = values(request.getProperties());
      written.push({ urn: request.getUrn(), inputs });
      return response
        .setId(request.getName())
        .setProperties(struct({ ...computed(request), ...inputs }));
    }),
    update: answer((request: proto.UpdateRequest) => {
      const inputs = values(request.getNews());
      if (!request.getPreview()) written.push({ urn: request.getUrn(), inputs });
      return new proto.UpdateResponse().setProperties(request.getNews());
    }),
    delete: answer(() => new Empty()),
  });
  const port = await listen(server);
  return {
    debugProviders: packages.map((name) => `${name}:${port}`).join(","),
    written,
    stop: () => server.forceShutdown(),
  };
}

function accepted(request: proto.CheckRequest): proto.CheckResponse {
  return new proto.CheckResponse().setInputs(request.getNews());
}

function difference(request: proto.DiffRequest): proto.DiffResponse {
  const [olds, news] = [request.getOldInputs(), request.getNews()].map((one) => values(one));
  const isSame = JSON.stringify(olds) === JSON.stringify(news);
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse().setChanges(isSame ? DIFF_NONE : DIFF_SOME);
}

/** What AWS would have made up, as far as programs use it. */
function computed(request: proto.CreateRequest): Record<string, string> {
  const name = `${request.getName()}-1a2b3c4`;
  const service = request.getType().split(/[:/]/)[1] ?? "";
  const kind = request.getType().endsWith("Alarm") ? "alarm:" : "";
  const arn = `arn:aws:${service}:us-east-1:${ACCOUNT_ID}:${kind}${name}`;
  return { arn, bucket: name, name, value: "kms.amazonaws.com" };
}

function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

function answer<Request, Response>(method: (request: Request) => Response) {
  return (
    call: grpc.ServerUnaryCall<Request, Response>,
    callback: grpc.sendUnaryData<Response>,
  ): void => {
    try {
      callback(null, method(call.request));
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, details: String(error) });
    }
  };
}
