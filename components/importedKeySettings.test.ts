import assert from "node:assert/strict";
import { importedKey, keySelector, unwatchedKeys } from "./importedKeySettings";

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const MRK = "mrk-0123456789abcdef0123456789abcdef";
const HOME = "us-east-1";
const inOregon = (resource: string) => `arn:aws:kms:us-west-2:111122223333:${resource}`;

describe("importedKeys", () => {
  const named = [
    [KEY_ID, HOME],
    [MRK, HOME],
    [inOregon(`key/${KEY_ID}`), "us-west-2"],
    [inOregon(`key/${MRK}`), "us-west-2"],
    ["alias/payments", HOME],
    ["alias/team_1/pay-ments", HOME],
    [inOregon("alias/payments"), "us-west-2"],
    ["arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/a", "us-gov-west-1"],
  ] as const;

  for (const [name, region] of named) {
    it(`name a key of ${region} by ${name}`, () => {
      assert.deepEqual(keySelector(importedKey.parse(name), HOME), { name, region });
    });
  }

  it("name keys of every watched region by their tags", () => {
    const entry = { tags: { team: "payments", "cost center": "" } };
    assert.deepEqual(keySelector(importedKey.parse(entry), HOME), entry);
  });

  const wrong = [
    "1234abcd",
    "payments",
    "alias/",
    "alias/pay ments",
    `alias/${"a".repeat(251)}`,
    inOregon("key/oops"),
    inOregon("alias/"),
    "arn:aws:kms:us-west-2:1234:alias/payments",
    "arn:aws:s3:us-west-2:111122223333:alias/payments",
    12,
    {},
    { tags: { team: 1 } },
    { tags: { "": "payments" } },
    { tags: { ["a".repeat(129)]: "" } },
    { tag: { team: "payments" } },
  ];

  for (const entry of wrong) {
    it(`cannot be ${JSON.stringify(entry).slice(0, 60)}`, () => {
      const issues = importedKey.safeParse(entry).error?.issues ?? [];
      assert.deepEqual(
        issues.map(({ path, message }) => [path.length, message.slice(0, 23)]),
        [[0, "a key id, a key ARN, an"]],
      );
    });
  }

  it("cannot have no tags, or more than a request may ask for", () => {
    const numbers = Array.from({ length: 51 }, (_, index) => index);
    for (const tags of [{}, Object.fromEntries(numbers.map((index) => [`tag ${index}`, ""]))]) {
      const issues = importedKey.safeParse({ tags }).error?.issues ?? [];
      assert.deepEqual(
        issues.map(({ message }) => message),
        ["an object with 1 to 50 tags"],
      );
    }
  });

  it("cannot have a tag with a longer value than AWS allows", () => {
    const long = "a".repeat(257);
    const issues = importedKey.safeParse({ tags: { team: long } }).error?.issues ?? [];
    assert.deepEqual(
      issues.map(({ path, message }) => [path, message]),
      [[["tags", "team"], "at most 256 characters"]],
    );
  });

  it("must be in a watched region, unless they are named by tags", () => {
    const selectors = [KEY_ID, inOregon("alias/payments"), { tags: { team: "payments" } }];
    const parsed = selectors.map((entry) => keySelector(importedKey.parse(entry), HOME));
    assert.deepEqual(unwatchedKeys(parsed, [HOME, "us-west-2"]), []);
    assert.deepEqual(unwatchedKeys(parsed, [HOME, "eu-west-1"]), [
      `importedKeys: ${inOregon("alias/payments")} is not in a watched region (us-east-1, eu-west-1)`,
    ]);
  });
});
