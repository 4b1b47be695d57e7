import assert from "node:assert/strict";
import { ListValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
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

  describe("that nest deeper than any resource", () => {
    const DEEP = 100_000;

    /** From the outside in, because the setters of protobuf go through all that is inside. */
    function deepStruct(): Struct {
      const outermost = new Struct();
      let struct = outermost;
      for (let level = 0; level < DEEP; level += 1) {
        const value = new Value();
        struct.getFieldsMap().set("a", value);
        struct = new Struct();
        value.setStructValue(struct);
      }
      return outermost;
    }

    function levelsAboveUnknown(value: unknown): number {
      let levels = 0;
      let inner = value;
      while (typeof inner === "object" && inner !== null) {
        [inner] = Object.values(inner);
        levels += 1;
      }
      assert.equal(inner, UNKNOWN);
      return levels;
    }

    it("are unknown from there on, in a request, an export and a preview", () => {
      const json = JSON.parse(`${'{"a":['.repeat(DEEP)}${"]}".repeat(DEEP)}`) as unknown;
      assert.equal(levelsAboveUnknown(propertiesOfRequest(deepStruct())), 201);
      assert.equal(levelsAboveUnknown(valueInExport(json)), 200);
      assert.equal(levelsAboveUnknown(valueInPreview(json)), 200);
    });

    it("because they hold themselves are unknown there", () => {
      const struct = new Struct();
      const list = new ListValue();
      struct.getFieldsMap().set("list", new Value().setListValue(list));
      const itself = list.addValues();
      itself.setListValue(list);
      assert.deepEqual(propertiesOfRequest(struct), { list: [UNKNOWN] });
      const record: Record<string, unknown> = { other: [1, [2]] };
      record["one"] = record;
      record["two"] = { record };
      const read = { other: [1, [2]], one: UNKNOWN, two: { record: UNKNOWN } };
      assert.deepEqual(valueInExport(record), read);
      assert.deepEqual(valueInPreview(record), read);
    });

    it("are no less known for standing in two places", () => {
      const shared = { a: [1] };
      assert.deepEqual(valueInExport([shared, shared]), [shared, shared]);
    });
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
