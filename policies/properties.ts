import type { Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { SECRET, UNKNOWN } from "./rule";

// Turns the properties of a resource into plain data with markers: from what the engine sends to a policy pack, or from
// the JSON of a stack export or a preview. Unknown and secret values never reach a rule as ordinary strings.

/** How the engine writes a value that it does not know yet, one for each kind of value. (sdk/go/common/resource/plugin/rpc.go) */
const UNKNOWN_VALUES: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The key by which the engine tells its own objects from a program's. (sdk/go/common/resource/sig) */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const FILE_SIGNATURES: ReadonlySet<unknown> = new Set([
  "c44067f5952c0a294b673a41bacd8c17", // asset
  "0def7320c3a5731c473e5ecbe6d01bc7", // archive
]);

/** What a preview in JSON shows in place of a secret. */
const HIDDEN_IN_PREVIEW = "[secret]";

/** No resource type has as many levels. Rules may follow what is left as deep as it goes. */
const DEEPEST = 200;

type Properties = Readonly<Record<string, unknown>>;

/** The objects around a value: what is deeper than DEEPEST, or holds itself, is nothing that a rule could judge. */
type Above = Set<object>;

/** What the engine sends: the bytes hold secrets in the clear, but say that they are secrets. */
export function propertiesOfRequest(struct: Struct, above: Above = new Set()): Properties {
  const entries: [string, unknown][] = [];
  struct.getFieldsMap().forEach((value, key) => entries.push([key, valueOfRequest(value, above)]));
  return Object.fromEntries(entries);
}

function valueOfRequest(value: Value, above: Above): unknown {
  if (value.hasStringValue()) return text(value.getStringValue());
  if (value.hasBoolValue()) return value.getBoolValue();
  if (value.hasNumberValue()) return value.getNumberValue();
  const list = value.getListValue();
  if (list !== undefined) {
    return within(list, above, () =>
      list.getValuesList().map((item) => valueOfRequest(item, above)),
    );
  }
  const struct = value.getStructValue();
  return struct === undefined
    ? null
    : within(struct, above, () => unlessSigned(propertiesOfRequest(struct, above)));
}

/** A stack export: secrets are ciphertext, or plain text after `--show-secrets`, in a signed object. */
export function valueInExport(value: unknown): unknown {
  return walk(value, text, new Set());
}

/** `pulumi preview --json` writes "[secret]" for a secret. */
export function valueInPreview(value: unknown): unknown {
  return walk(value, (given) => (given === HIDDEN_IN_PREVIEW ? SECRET : text(given)), new Set());
}

function walk(value: unknown, ofText: (text: string) => unknown, above: Above): unknown {
  if (typeof value === "string") return ofText(value);
  if (typeof value !== "object" || value === null) return value;
  const inside = (item: unknown): unknown => walk(item, ofText, above);
  return within(value, above, () =>
    Array.isArray(value)
      ? value.map(inside)
      : unlessSigned(
          Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inside(item)])),
        ),
  );
}

function within(value: object, above: Above, read: () => unknown): unknown {
  if (above.size === DEEPEST || above.has(value)) return UNKNOWN;
  above.add(value);
  const result = read();
  above.delete(value);
  return result;
}

function text(value: string): unknown {
  return UNKNOWN_VALUES.has(value) ? UNKNOWN : value;
}

/** A signature that is not known here stands for something that no rule can judge. */
function unlessSigned(record: Properties): unknown {
  const signature = Object.hasOwn(record, SIGNATURE) ? record[SIGNATURE] : undefined;
  if (signature === undefined || FILE_SIGNATURES.has(signature)) return record;
  return signature === SECRET_SIGNATURE ? SECRET : UNKNOWN;
}
