import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { propertiesOfRequest, valueInExport, valueInPreview } from "./properties";
import { SECRET, UNKNOWN } from "./rule";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (rest: object) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ...rest });
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_LIST = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";

const given = {
  plain: { list: [1, "two", true, null, {}, []] },
  unknown: UNKNOWN_TEXT,
  nested: [{ deep: UNKNOWN_LIST }],
};
const read = {
  plain: { list: [1, "two", true, null, {}, []] },
  unknown: UNKNOWN,
  nested: [{ deep: UNKNOWN }],
};

describe("properties", () => {
  it("of a request keep plain values and mark the unknown ones, however deep", () => {
    assert.deepEqual(propertiesOfRequest(Struct.fromJavaScript(given)), read);
  });

  it("of a request mark a secret and hand over nothing of it", () => {
    const struct = Struct.fromJavaScript({
      topic: secret({ value: "arn" }),
      list: [secret({ value: { key: UNKNOWN_TEXT } })],
    });
    assert.deepEqual(propertiesOfRequest(struct), { topic: SECRET, list: [SECRET] });
  });

  it("of an export mark a secret, as ciphertext or shown", () => {
    assert.deepEqual(
      valueInExport({
        ...given,
        hidden: secret({ ciphertext: "v1:abc" }),
        shown: secret({ plaintext: '"arn"' }),
        text: "[secret]",
      }),
      { ...read, hidden: SECRET, shown: SECRET, text: "[secret]" },
    );
  });

  it("of a preview mark what the engine hides", () => {
    assert.deepEqual(valueInPreview({ ...given, hidden: ["[secret]"] }), {
      ...read,
      hidden: [SECRET],
    });
  });

  it("leave assets as they are and mark other signed objects as unknown", () => {
    const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", path: "index.zip" };
    const reference = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn" };
    assert.deepEqual(valueInExport({ asset, reference }), { asset, reference: UNKNOWN });
  });

  it("called like parts of JavaScript objects are properties like others", () => {
    const hostile = JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 2 }') as object;
    const kept = valueInExport(hostile) as object;
    assert.deepEqual(Object.entries(kept), [
      ["__proto__", { a: 1 }],
      ["constructor", 2],
    ]);
  });
});
