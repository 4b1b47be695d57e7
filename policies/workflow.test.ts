import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { run } from "../local/run";
import { catalogue } from "./catalogue";
import { statement, strictnessOf } from "./statement";

// The script of the workflow for other repositories, run as GitHub runs it, with a `pulumi` that says what it is told to.

const WORKFLOW = path.join(__dirname, "..", ".github", "workflows", "judged-preview.yml");

const LOGS_KMS = "cloudtrail-trail-logs-kms-events";
const IS_LOGGING = "cloudtrail-trail-is-logging";

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const workflow = readFileSync(WORKFLOW, "utf8");
const readme = readFileSync(path.join(__dirname, "README.md"), "utf8");

function script(): Step {
  const { jobs } = parse(workflow) as {
    readonly jobs: { readonly preview: { readonly steps: readonly Step[] } };
  };
  const step = jobs.preview.steps.find(({ name }) => name?.startsWith("Preview") === true);
  assert.ok(step);
  return step;
}

describe("workflow for other repositories", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-workflow-"));
    const check = path.join(folder, "pack", "check");
    mkdirSync(check, { recursive: true });
    const [tsx, main] = [require.resolve("tsx/cjs"), path.join(__dirname, "check", "main.ts")];
    writeFileSync(
      path.join(check, "main.js"),
      `require(${JSON.stringify(tsx)});\nrequire(${JSON.stringify(main)});\n`,
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the step after a preview with this output and exit code; answers its exit code and the arguments of pulumi. */
  async function step(output: string, code: number, inputs: Readonly<Record<string, string>> = {}) {
    const pulumi = path.join(folder, "pulumi");
    writeFileSync(path.join(folder, "output"), output);
    writeFileSync(
      pulumi,
      `#!/bin/sh\necho "$@" > "${folder}/arguments"\ncat "${folder}/output"\nexit ${code}\n`,
    );
    chmodSync(pulumi, 0o755);
    const env = {
      ...process.env,
      PATH: `${folder}:${process.env["PATH"]}`,
      STACK: "prod",
      PACK: "pack",
      PACK_VERSION: "1.2.3",
      CONFIG: "",
      MAY_BE_WEAKER: "",
      ...inputs,
    };
    const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script().run ?? ""];
    const done = await run("bash", shell, { cwd: folder, env });
    return [done.code, readFileSync(path.join(folder, "arguments"), "utf8").trim()];
  }
  const judged = (weakened: readonly string[] = [], version = "1.2.3"): string => {
    const advisory = { level: "advisory", settings: {} } as const;
    const configuration = new Map(weakened.map((policy) => [policy, advisory]));
    return `  ${statement(version, strictnessOf(catalogue, configuration))}\n`;
  };
  const called = "preview --non-interactive --stack prod --policy-pack pack";

  it("names every action by its commit, and says of which version that is", () => {
    const actions = [...workflow.matchAll(/uses: (\S+?)@(.*)$/gm)];
    assert.deepEqual(
      actions.map(([, name = ""]) => name),
      [
        "actions/checkout",
        "actions/setup-node",
        "pulumi/actions",
        "aws-actions/configure-aws-credentials",
      ],
    );
    for (const [, , version] of actions)
      assert.match(version ?? "", /^[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("gives its script every value through the environment, so that none is run as code", () => {
    const { env = {}, run: text = "" } = script();
    assert.deepEqual(Object.keys(env), [
      ...["PULUMI_ACCESS_TOKEN", "STACK", "PACK", "PACK_VERSION", "CONFIG", "MAY_BE_WEAKER"],
    ]);
    assert.ok(!text.includes("${{"));
  });

  it("shows a caller that has every permission that it asks for, since GitHub refuses another", () => {
    const { permissions } = parse(workflow) as { readonly permissions: object };
    assert.deepEqual(permissions, { contents: "read", "id-token": "write" });
    const comment = /^# {3}permissions:.*\n(?:# {4}.*\n)*# {3}jobs:\n(?:# {5}.*\n)+/m.exec(
      workflow,
    );
    const inReadme = /^```yaml\n([\s\S]*?judged-preview\.yml@[\s\S]*?)^```$/m.exec(readme);
    const callers = [comment?.[0].replaceAll(/^# /gm, ""), inReadme?.[1]];
    for (const caller of callers) {
      const shown = parse(caller ?? "") as { readonly permissions: object } | null;
      assert.deepEqual(shown?.permissions, permissions, caller);
    }
  });

  it("is green for a preview that the pack judged", async () => {
    assert.deepEqual(await step(judged(), 0), [0, called]);
  });

  it("is red for a preview without the pack, although that succeeds", async () => {
    assert.deepEqual(await step("Resources:\n    3 unchanged\n", 0), [1, called]);
  });

  it("is red for a violation, another version and a weakened policy", async () => {
    assert.deepEqual(await step(judged(), 255), [1, called]);
    assert.deepEqual(await step(judged([], "1.2.2"), 0), [1, called]);
    assert.deepEqual(await step(judged([LOGS_KMS]), 0), [1, called]);
  });

  it("passes the configuration on, and what it may weaken", async () => {
    const inputs = { CONFIG: "policies.json", MAY_BE_WEAKER: `${LOGS_KMS} ${IS_LOGGING}` };
    assert.deepEqual(await step(judged([LOGS_KMS, IS_LOGGING]), 0, inputs), [
      0,
      `${called} --policy-pack-config policies.json`,
    ]);
  });
});
