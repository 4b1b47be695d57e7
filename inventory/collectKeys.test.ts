import assert from "node:assert/strict";
import { collectKeys } from "./collectKeys";
import { arnOf, FakeKms, type FakeKey } from "./fakeKms";

const AES = { KeySpec: "SYMMETRIC_DEFAULT", KeyState: "Enabled", Origin: "AWS_KMS" };
const day = (text: string) => Date.parse(text) / 1000;

function keysNamed(count: number, more: Partial<FakeKey> = {}): readonly FakeKey[] {
  return Array.from({ length: count }, (_, index) => {
    return { KeyId: `key-${String(index).padStart(5, "0")}`, metadata: AES, ...more };
  });
}

describe("collectKeys", () => {
  it("says all that KMS tells of a key", async () => {
    const key = {
      KeyId: "a",
      aliases: ["alias/two", "alias/one"],
      metadata: {
        ...AES,
        CreationDate: day("2026-01-02T03:04:05Z"),
        KeyManager: "CUSTOMER",
        KeyUsage: "ENCRYPT_DECRYPT",
        MultiRegion: true,
        MultiRegionConfiguration: {
          MultiRegionKeyType: "REPLICA",
          PrimaryKey: { Arn: arnOf("a", "eu-west-1"), Region: "eu-west-1" },
        },
      },
      rotation: {
        KeyRotationEnabled: true,
        RotationPeriodInDays: 90,
        NextRotationDate: day("2026-04-02T03:04:05Z"),
      },
      lastUsage: {
        KeyLastUsage: { Operation: "Decrypt", Timestamp: day("2026-03-03T00:00:00Z") },
        TrackingStartDate: day("2026-01-02T03:04:05Z"),
      },
    };
    const [found] = await collectKeys(new FakeKms([key]).client, "us-east-1");
    assert.deepEqual(found, {
      keyId: "a",
      arn: arnOf("a"),
      region: "us-east-1",
      aliases: ["alias/one", "alias/two"],
      status: "Enabled",
      creationDate: "2026-01-02T03:04:05.000Z",
      deletionDate: null,
      expirationDate: null,
      expirationModel: null,
      origin: "AWS_KMS",
      customKeyStoreId: null,
      manager: "CUSTOMER",
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      multiRegion: "REPLICA",
      primaryKeyArn: arnOf("a", "eu-west-1"),
      rotation: { enabled: true, periodDays: 90, nextDate: "2026-04-02T03:04:05.000Z" },
      lastUsed: {
        date: "2026-03-03T00:00:00.000Z",
        operation: "Decrypt",
        trackedSince: "2026-01-02T03:04:05.000Z",
      },
      notReadable: null,
    });
  });

  it("has dates of deletion and expiration, and the key store", async () => {
    const keys = [
      {
        KeyId: "deleted",
        metadata: { KeyState: "PendingDeletion", DeletionDate: day("2026-12-01T00:00:00Z") },
      },
      {
        KeyId: "imported",
        metadata: {
          KeyState: "Enabled",
          Origin: "EXTERNAL",
          KeySpec: "SYMMETRIC_DEFAULT",
          ExpirationModel: "KEY_MATERIAL_EXPIRES",
          ValidTo: day("2026-12-02T00:00:00Z"),
        },
      },
      { KeyId: "stored", metadata: { Origin: "EXTERNAL_KEY_STORE", CustomKeyStoreId: "cks-1" } },
    ];
    const kms = new FakeKms(keys);
    const found = await collectKeys(kms.client, "us-east-1");
    assert.deepEqual(
      found.map((key) => [key.keyId, key.deletionDate, key.expirationDate, key.customKeyStoreId]),
      [
        ["deleted", "2026-12-01T00:00:00.000Z", null, null],
        ["imported", null, "2026-12-02T00:00:00.000Z", null],
        ["stored", null, null, "cks-1"],
      ],
    );
    assert.equal(kms.calls["GetKeyRotationStatus"], undefined, "none of them rotates by itself");
  });

  for (const error of [
    "AccessDeniedException",
    "KMSInvalidStateException",
    "UnsupportedOperationException",
  ]) {
    it(`takes a key for unreadable when DescribeKey answers ${error}`, async () => {
      const keys = [{ KeyId: "a", refuses: { DescribeKey: error } }];
      const [found] = await collectKeys(new FakeKms(keys).client, "us-east-1");
      assert.equal(found?.status, null);
      assert.deepEqual(found.notReadable, [{ call: "DescribeKey", error }]);
    });
  }

  for (const error of [
    "KMSInternalException",
    "DependencyTimeoutException",
    "InternalFailure",
    "ServiceUnavailable",
    "ThrottlingException",
    "ExpiredTokenException",
    "UnrecognizedClientException",
    "InvalidArnException",
    "Unheard",
  ]) {
    it(`fails with the region, and takes no key for unreadable, on ${error}`, async () => {
      for (const call of ["DescribeKey", "GetKeyRotationStatus", "GetKeyLastUsage"]) {
        const keys = [...keysNamed(2), { KeyId: "z", metadata: AES, refuses: { [call]: error } }];
        const kms = new FakeKms(keys, { maxAttempts: 2 });
        await assert.rejects(collectKeys(kms.client, "us-east-1"), { name: error }, call);
      }
    });
  }

  it("asks nothing more once it is told to stop", async () => {
    const kms = new FakeKms(keysNamed(50));
    const stop = new AbortController();
    const told = (done: number) => done === 10 && stop.abort();
    await assert.rejects(collectKeys(kms.client, "us-east-1", { told, signal: stop.signal }), {
      name: "AbortError",
    });
    assert.ok((kms.calls["DescribeKey"] ?? 0) <= 15, `${kms.calls["DescribeKey"]} calls`);
  });

  it("keeps a key that may not be read, with the name of each error", async () => {
    const AccessDenied = "AccessDeniedException";
    const keys = [
      { KeyId: "a", metadata: AES, refuses: { GetKeyRotationStatus: AccessDenied } },
      { KeyId: "b", refuses: { DescribeKey: AccessDenied, GetKeyLastUsage: AccessDenied } },
      { KeyId: "c", metadata: AES, refuses: { GetKeyLastUsage: "KMSInvalidStateException" } },
    ];
    const found = await collectKeys(new FakeKms(keys).client, "us-east-1");
    assert.deepEqual(
      found.map(({ keyId, arn, status, notReadable }) => [keyId, arn, status, notReadable]),
      [
        ["a", arnOf("a"), "Enabled", [{ call: "GetKeyRotationStatus", error: AccessDenied }]],
        [
          "b",
          arnOf("b"),
          null,
          [
            { call: "DescribeKey", error: AccessDenied },
            { call: "GetKeyLastUsage", error: AccessDenied },
          ],
        ],
        [
          "c",
          arnOf("c"),
          "Enabled",
          [{ call: "GetKeyLastUsage", error: "KMSInvalidStateException" }],
        ],
      ],
    );
  });

  it("leaves out a key that KMS deleted meanwhile", async () => {
    const keys = [
      { KeyId: "a", metadata: AES },
      { KeyId: "b", refuses: { DescribeKey: "NotFoundException" } },
    ];
    const found = await collectKeys(new FakeKms(keys).client, "us-east-1");
    assert.deepEqual(
      found.map(({ keyId }) => keyId),
      ["a"],
    );
  });

  it("reads every page of 3,000 keys and aliases, few at a time", async () => {
    const keys = keysNamed(3000).map((key) => ({ ...key, aliases: [`alias/${key.KeyId}`] }));
    const kms = new FakeKms(keys);
    const told: string[] = [];
    const found = await collectKeys(kms.client, "us-east-1", {
      told: (done, all) => told.push(`${done}/${all}`),
    });
    assert.deepEqual(
      found.map(({ keyId, aliases }) => [keyId, ...aliases]),
      keys.map(({ KeyId }) => [KeyId, `alias/${KeyId}`]),
    );
    assert.deepEqual(kms.calls, {
      ListKeys: 3,
      ListAliases: 31,
      DescribeKey: 3000,
      GetKeyRotationStatus: 3000,
      GetKeyLastUsage: 3000,
    });
    assert.ok(kms.mostAtOnce <= 10, `${kms.mostAtOnce} calls at once`);
    assert.deepEqual([told.length, told.at(-1)], [3000, "3000/3000"]);
  });

  it("tries throttled calls again until all is read", async () => {
    const kms = new FakeKms(keysNamed(40), { throttleEach: 7 });
    const found = await collectKeys(kms.client, "us-east-1");
    assert.equal(found.length, 40);
    assert.deepEqual(
      found.filter(({ notReadable }) => notReadable !== null),
      [],
    );
    assert.ok((kms.calls["DescribeKey"] ?? 0) > 40);
  }).timeout(60_000);
});
