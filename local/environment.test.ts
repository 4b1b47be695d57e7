import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import {
  cacheDirectory,
  childEnvironment,
  CLONE,
  environmentVariables,
  portFrom,
  providerFrom,
  shellLines,
  stateDirectoryFrom,
} from "./environment";

const settings = {
  aws: { port: 4711, stateDirectory: "/tmp/it's a state" },
  engineDirectory: "/opt/my engine/bin",
  policyPack: "/opt/pack",
  provider: "stand-in",
} as const;

describe("the environment of the embedded AWS", () => {
  it("names the emulator, the test credentials, the home region and the engine's folders", () => {
    assert.deepEqual(environmentVariables(settings), {
      AWS_ENDPOINT_URL: "http://127.0.0.1:4711",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      PULUMI_HOME: "/tmp/it's a state/pulumi-home",
      PULUMI_BACKEND_URL: "file:///tmp/it's a state/backend",
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      PULUMI_SKIP_CHECKPOINTS: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      POLICY_PACK: "/opt/pack",
      no_proxy: "127.0.0.1,localhost",
      NO_PROXY: "127.0.0.1,localhost",
    });
  });

  it("lets the engine download plugins only when the real aws plugin is wanted", () => {
    const variables = environmentVariables({ ...settings, provider: "plugin" });
    assert.equal("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION" in variables, false);
  });

  it("gives children nothing of a person's own AWS and Pulumi settings", () => {
    const inherited = {
      HOME: "/home/me",
      PATH: "/bin",
      AWS_PROFILE: "prod",
      AWS_SESSION_TOKEN: "secret",
      AWS_ENDPOINT_URL_KMS: "https://elsewhere",
      PULUMI_ACCESS_TOKEN: "secret",
    };
    assert.deepEqual(childEnvironment(inherited, settings), {
      ...environmentVariables(settings),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      HOME: "/home/me",
      PATH: "/opt/my engine/bin:/bin",
    });
  });

  it("survives eval in a shell, quotes and spaces included, and unsets what would lead elsewhere", () => {
    const inherited = { PATH: process.env["PATH"], AWS_PROFILE: "prod", AWS_REGION: "eu-west-1" };
    const script = `${shellLines(inherited, settings).join("\n")}\nenv -0`;
    const printed = execFileSync("/bin/sh", ["-c", script], { env: inherited, encoding: "utf8" });
    const variables = Object.fromEntries(
      printed.split("\0").map((line) => [line.split("=", 1)[0], line.slice(line.indexOf("=") + 1)]),
    );
    for (const [name, value] of Object.entries(environmentVariables(settings))) {
      assert.equal(variables[name], value, name);
    }
    assert.equal(variables["AWS_PROFILE"], undefined);
    assert.equal(variables["PATH"], `/opt/my engine/bin:${inherited.PATH}`);
  });
});

describe("the settings of the embedded AWS", () => {
  it("are port 4566, .local in the clone and the stand-in provider", () => {
    assert.equal(portFrom({}), 4566);
    assert.equal(stateDirectoryFrom({}), path.join(CLONE, ".local"));
    assert.equal(providerFrom({}), "stand-in");
  });

  it("keep the port of the AWS that runs already, unless another is asked for", () => {
    assert.equal(portFrom({}, 4711), 4711);
    assert.equal(portFrom({ LOCAL_AWS_PORT: "4712" }, 4711), 4712);
  });

  for (const port of ["0", "65536", "45x", "-1", "1e3", " 80"]) {
    it(`refuse "${port}" as port, by name`, () => {
      assert.throws(() => portFrom({ LOCAL_AWS_PORT: port }), {
        message: `LOCAL_AWS_PORT is "${port}", which is not a port from 1 to 65535.`,
      });
    });
  }

  it("refuse a provider that does not exist, and say which do", () => {
    assert.throws(() => providerFrom({ LOCAL_AWS_PROVIDER: "real" }), {
      message: 'LOCAL_AWS_PROVIDER is "real", which is not one of stand-in, plugin.',
    });
  });

  it("keep the cache outside the clone, where XDG_CACHE_HOME says", () => {
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: "/cache" }), "/cache/kms-monitoring");
    assert.equal(cacheDirectory({ HOME: "/home/me" }), "/home/me/.cache/kms-monitoring");
  });
});
