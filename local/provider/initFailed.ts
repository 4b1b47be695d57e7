import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

// Tells the engine that a resource exists although it could not be completed, so that it stays in the state and is mended by the next update.

export class InitFailed extends Error {
  readonly status: Partial<grpc.StatusObject>;

  constructor(id: string, properties: Struct, reason: string) {
    super(reason);
    const detail = new ErrorResourceInitFailed()
      .setId(id)
      .setProperties(properties)
      .setReasonsList([reason]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status()
      .setCode(grpc.status.UNKNOWN)
      .setMessage(reason)
      .setDetailsList([packed]);
    const metadata = new grpc.Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    this.status = { code: grpc.status.UNKNOWN, details: reason, metadata };
  }
}
