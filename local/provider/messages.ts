import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Difference } from "./diff";
import type { Subject } from "./provider";
import type { Values } from "./resourceType";

// Turns plain values into the messages of the provider protocol and back.

export function subject(request: { getType(): string; getName(): string }): Subject {
  return { token: request.getType(), name: request.getName() };
}

/** The sentences name their properties, because the engine cannot show the value of a nested one. */
export function checked(inputs: Values, problems: readonly string[]): proto.CheckResponse {
  const list = problems.map((problem) => new proto.CheckFailure().setReason(problem));
  return new proto.CheckResponse().setInputs(struct(inputs)).setFailuresList(list);
}

export function values(message: Struct | undefined): Values {
  return message?.toJavaScript() ?? {};
}

/** What is undefined is not given: a protobuf struct has no value for it. */
export function struct(plain: Values): Struct {
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  return Struct.fromJavaScript(Object.fromEntries(given) as Record<string, JavaScriptValue>);
}

export function propertyDiff({ kind, replaces }: Difference): proto.PropertyDiff {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } =
    proto.PropertyDiff.Kind;
  const kinds = {
    add: replaces ? ADD_REPLACE : ADD,
    delete: replaces ? DELETE_REPLACE : DELETE,
    update: replaces ? UPDATE_REPLACE : UPDATE,
  };
  return new proto.PropertyDiff().setKind(kinds[kind]);
}
