import assert from "node:assert/strict";
import { isGeneratedName, nameFor, type NameRequest } from "./naming";

const SEED = new Uint8Array(32).fill(7);

function request(parts: Partial<NameRequest>): NameRequest {
  const naming = { property: "name", prefixProperty: "namePrefix", maxLength: 40 };
  return { naming, logicalName: "Alerts", news: {}, olds: {}, seed: SEED, ...parts };
}

function nameOf(parts: Partial<NameRequest>): unknown {
  return nameFor(request(parts)).inputs.name;
}

describe("nameFor", () => {
  it("adds 7 hexadecimal digits to the logical name, the same for the same seed", () => {
    assert.match(String(nameOf({})), /^Alerts-[0-9a-f]{7}$/);
    assert.equal(nameOf({}), nameOf({}));
    assert.notEqual(nameOf({}), nameOf({ seed: new Uint8Array(32).fill(8) }));
  });

  it("uses lower case where AWS asks for it", () => {
    const naming = { property: "name", maxLength: 63, lowerCase: true } as const;
    assert.match(String(nameOf({ naming })), /^alerts-[0-9a-f]{7}$/);
  });

  it("keeps the name it made before", () => {
    assert.equal(nameOf({ olds: { name: "Alerts-0123abc" } }), "Alerts-0123abc");
  });

  it("makes a new name when the program takes its own name away", () => {
    assert.match(String(nameOf({ olds: { name: "mine" } })), /^Alerts-[0-9a-f]{7}$/);
  });

  it("leaves a name given by the program alone", () => {
    assert.deepEqual(nameFor(request({ news: { name: "mine" } })), { inputs: {}, problems: [] });
  });

  it("puts 26 digits after a prefix, and makes another name for another prefix", () => {
    const first = nameOf({ news: { namePrefix: "kms-" } });
    assert.match(String(first), /^kms-[0-9a-f]{26}$/);
    assert.equal(nameOf({ news: { namePrefix: "kms-" }, olds: { name: first } }), first);
    assert.match(
      String(nameOf({ news: { namePrefix: "aws-" }, olds: { name: first } })),
      /^aws-[0-9a-f]{26}$/,
    );
  });

  it("refuses a name and a prefix together", () => {
    assert.deepEqual(nameFor(request({ news: { name: "mine", namePrefix: "kms-" } })).problems, [
      'give "name" or "namePrefix", not both',
    ]);
  });

  it("refuses to make a name that is too long for AWS", () => {
    const [problem] = nameFor(request({ logicalName: "x".repeat(33) })).problems;
    assert.match(
      String(problem),
      /^the name "x{33}-[0-9a-f]{7}" made for "name" has 41 letters; at most 40 are allowed$/,
    );
  });
});

describe("isGeneratedName", () => {
  it("tells a made name from a given one", () => {
    const naming = { property: "name", prefixProperty: "namePrefix", maxLength: 40 };
    assert.equal(isGeneratedName(naming, "Alerts", { name: "Alerts-0123abc" }), true);
    assert.equal(isGeneratedName(naming, "Alerts", { name: "Alerts-production" }), false);
  });
});
