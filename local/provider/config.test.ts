import assert from "node:assert/strict";
import { configProblems, isLoopback, readConfig } from "./config";

const LOCAL = { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" };

describe("configProblems", () => {
  it("accepts the real provider's configuration for an emulator, as the engine sends it", () => {
    const given = {
      version: "7.48.0",
      region: "us-east-1",
      accessKey: "test",
      secretKey: "test",
      skipCredentialsValidation: "true",
      skipRequestingAccountId: "true",
      skipMetadataApiCheck: "true",
      skipRegionValidation: "true",
      s3UsePathStyle: "true",
      allowedAccountIds: '["111122223333"]',
      defaultTags: '{"tags":{"team":"security"}}',
      endpoints: '[{"kms":"http://localhost:4566"}]',
    };
    assert.deepEqual(configProblems(given, {}), []);
  });

  it("refuses keys it does not know, by name", () => {
    assert.deepEqual(configProblems({ region: "us-east-1", profile: "prod", regoin: "x" }, LOCAL), [
      `"profile" is not a property of the aws provider's configuration`,
      `"regoin" is not a property of the aws provider's configuration; did you mean "region"?`,
    ]);
  });

  it("refuses to run without an endpoint, because that would be real AWS", () => {
    assert.deepEqual(configProblems({ region: "us-east-1" }, {}), [
      "the stand-in aws provider works only with the embedded AWS: set AWS_ENDPOINT_URL (npm run local:env prints it) or aws:endpoints",
    ]);
  });

  it("refuses endpoints that are not on this machine", () => {
    const endpoints = [{ kms: "https://kms.us-east-1.amazonaws.com", s3: "http://127.0.0.1:4566" }];
    assert.deepEqual(configProblems({ region: "us-east-1", endpoints }, {}), [
      "https://kms.us-east-1.amazonaws.com is not on this machine; the stand-in aws provider talks only to loopback addresses, as http://127.0.0.1:4566",
    ]);
  });

  it("asks for a region", () => {
    assert.deepEqual(configProblems({}, LOCAL), ["give aws:region or AWS_REGION"]);
    assert.deepEqual(configProblems({}, { ...LOCAL, AWS_REGION: "us-west-2" }), []);
  });
});

describe("readConfig", () => {
  it("prefers the configuration to the environment, except for the endpoint", () => {
    const environment = { ...LOCAL, AWS_REGION: "us-west-2", AWS_ACCESS_KEY_ID: "key" };
    const given = {
      region: "us-east-1",
      endpoints: '[{"kms":"http://localhost:1"},{"s3":"http://localhost:2"}]',
      defaultTags: '{"tags":{"team":"security"}}',
      allowedAccountIds: '["111122223333"]',
    };
    assert.deepEqual(readConfig(given, environment), {
      region: "us-east-1",
      accessKey: "key",
      secretKey: "test",
      endpoint: "http://127.0.0.1:4566",
      endpoints: { kms: "http://localhost:1", s3: "http://localhost:2" },
      defaultTags: { team: "security" },
      allowedAccountIds: ["111122223333"],
    });
  });
});

describe("isLoopback", () => {
  it("knows the addresses of this machine, and nothing that only looks like them", () => {
    for (const url of [
      "http://127.0.0.1:4566",
      "http://127.8.9.1",
      "http://localhost:1",
      "http://[::1]:1",
    ])
      assert.equal(isLoopback(url), true, url);
    for (const url of [
      "http://127.0.0.1.example.com",
      "http://localhost.example.com",
      "http://10.0.0.1",
      "kms",
      "http://user@example.com#127.0.0.1",
    ])
      assert.equal(isLoopback(url), false, url);
  });
});
