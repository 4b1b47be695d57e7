import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { type Resource, type ResourceRule, SECRET, type StackRule, UNKNOWN } from "../rule";
import { configure } from "./configuration";
import { readDeployment } from "./deploymentFile";
import { judge } from "./judgement";
import { Problem } from "./problem";
import { report } from "./report";

const KEY = "aws:kms/key:Key";
const urn = (name: string, type = KEY): string => `urn:pulumi:prod::shop::${type}::${name}`;
const secret = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:abc",
};
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const shared = {
  title: "A key must wait.",
  why: "It is gone otherwise.",
  controls: [],
  settings: z.strictObject({ days: z.int().default(30).describe("Days that a key waits.") }),
};
const keyWaits: ResourceRule<{ days: number }> = {
  ...shared,
  name: "kms-key-waits",
  level: "mandatory",
  types: [KEY],
  judge: ({ props }, { days }) =>
    props["days"] === days ? [] : [{ path: "days", why: `is not ${days}`, fix: "set it" }],
};
/** Sees every resource, and shows what it saw. */
const seen: Resource[] = [];
const witness: StackRule<{ days: number }> = {
  ...shared,
  name: "kms-witness",
  level: "advisory",
  judgeStack: (resources) => {
    seen.splice(0, Infinity, ...resources);
    return [];
  },
};
const now = new Date("2027-01-15");

describe("policy-check", () => {
  let folder: string;
  const write = (content: unknown, name = "given.json"): string => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  };
  const judged = (content: unknown, config?: unknown) => {
    const configFile = config === undefined ? undefined : write(config, "config.json");
    const rules = configure([keyWaits, witness], configFile);
    return judge(readDeployment(write(content)), rules, now);
  };
  const messages = (content: unknown, config?: unknown): readonly string[] =>
    judged(content, config).findings.map(({ level, message }) => `${level}: ${message}`);
  const exported = (resources: readonly object[], pending: readonly object[] = []) => ({
    version: 3,
    deployment: { resources, pending_operations: pending },
  });
  const key = (name: string, inputs: object, rest: object = {}) => ({
    urn: urn(name),
    type: KEY,
    inputs,
    ...rest,
  });
  const preview = (steps: readonly object[], changeSummary: object = { create: 1 }) => ({
    steps,
    changeSummary,
  });
  /** The complaint, with the name of the folder left out. */
  const complaint = (content: unknown, config?: unknown): string => {
    try {
      judged(content, config);
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      return error.message.replaceAll(`${folder}/`, "");
    }
    return "none";
  };

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-check-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("judges an exported stack by inputs, with the messages of the pack", () => {
    const resources = [key("good", { days: 30 }), key("bad", { days: 7 }, { protect: true })];
    const judgement = judged(exported(resources));
    assert.deepEqual(judgement, {
      kind: "stack export",
      resources: 2,
      judged: 2,
      policies: { mandatory: 1, advisory: 1, disabled: 0 },
      findings: [
        {
          policy: "kms-key-waits",
          level: "mandatory",
          urn: urn("bad"),
          description: "A key must wait. It is gone otherwise.",
          message: 'Key "bad": days is not 30. Fix: set it.',
        },
      ],
    });
  });

  it("judges what the stack only reads by what was read", () => {
    const read = key("read", {}, { external: true, outputs: { days: 7 } });
    assert.deepEqual(messages(exported([read])), [
      'mandatory: Key "read": days is not 30. Fix: set it.',
    ]);
  });

  it("leaves out what waits for its deletion, and takes in what an interrupted run may have made", () => {
    const waiting = key("old", { days: 7 }, { delete: true });
    const pending = (type: string, name: string) => ({ type, resource: key(name, { days: 7 }) });
    const operations = [pending("creating", "new"), pending("deleting", "gone")];
    assert.deepEqual(messages(exported([waiting], operations)), [
      'mandatory: Key "new": days is not 30. Fix: set it.',
    ]);
  });

  it("says a violation once when an operation on the resource is pending", () => {
    const bad = key("bad", { days: 7 });
    const found = messages(exported([bad], [{ type: "updating", resource: bad }]));
    assert.deepEqual(found, ['mandatory: Key "bad": days is not 30. Fix: set it.']);
  });

  it("shows rules on relations the outputs of an export, without secrets", () => {
    const inputs = { days: secret, alias: "a" };
    judged(exported([key("main", inputs, { outputs: { ...inputs, arn: "arn" } })]));
    assert.deepEqual(
      seen.map(({ name, props }) => [name, props]),
      [["main", { days: SECRET, alias: "a", arn: "arn" }]],
    );
  });

  it("judges a preview, in which unknown and secret values are neither", () => {
    const steps = [
      {
        op: "create",
        urn: urn("new"),
        newState: key("new", { days: UNKNOWN_TEXT, a: "[secret]" }),
      },
      { op: "delete", urn: urn("old"), oldState: key("old", { days: 7 }) },
    ];
    assert.deepEqual(messages(preview(steps)), [
      'mandatory: Key "new": days is not 30. Fix: set it.',
    ]);
    assert.deepEqual(
      seen.map(({ props }) => props),
      [{ id: UNKNOWN, arn: UNKNOWN, days: UNKNOWN, a: SECRET }],
    );
  });

  it("refuses a preview that leaves out unchanged resources", () => {
    assert.equal(
      complaint(preview([], { same: 3 })),
      "given.json leaves out 3 unchanged resources. Make it by `pulumi preview --json --show-sames`.",
    );
  });

  it("takes levels, settings and exemptions from the file that the engine takes", () => {
    const bad = exported([key("bad", { days: 7 })]);
    const exemptions = [{ resource: "bad", reason: "Leaves in spring.", until: "2027-03-31" }];
    assert.deepEqual(messages(bad, { "kms-key-waits": { days: 7 } }), []);
    assert.deepEqual(messages(bad, { "kms-key-waits": { exemptions } }), []);
    assert.deepEqual(messages(bad, { "kms-key-waits": "advisory" }), [
      'advisory: Key "bad": days is not 30. Fix: set it.',
    ]);
    assert.deepEqual(messages(bad, { all: "disabled", "kms-key-waits": "remediate" }), [
      'mandatory: Key "bad": days is not 30. Fix: set it.',
    ]);
    assert.deepEqual(judged(bad, { all: "disabled" }).policies, {
      mandatory: 0,
      advisory: 0,
      disabled: 2,
    });
  });

  for (const [why, content, expected] of [
    ["is empty", "", "given.json is empty."],
    ["is not JSON", '{\n  "a": x\n}', "given.json is not JSON (line 2, column 8)."],
    ["ends in the middle", '{"deployment":', "given.json is not JSON (it ends too early)."],
    [
      "is something else",
      {},
      'given.json is neither a stack export (no "deployment") nor a preview (no "changeSummary"). ' +
        "Make it by `pulumi stack export` or `pulumi preview --json --show-sames`.",
    ],
    [
      "has a resource without a type",
      { version: 3, deployment: { resources: [{ urn: urn("a") }] } },
      "given.json is not what it should be:\n✖ Invalid input: expected string, received undefined\n  → at deployment.resources[0].type",
    ],
    [
      "has a format of the future",
      { version: 4, deployment: { resources: [] } },
      "given.json is not what it should be:\n✖ only version 3 of the export's format is known\n  → at version",
    ],
  ] as const) {
    it(`says where a file is wrong that ${why}`, () => {
      assert.equal(complaint(content), expected);
    });
  }

  it("refuses a configuration of policies that do not exist", () => {
    assert.equal(
      complaint(exported([]), { "kms-key-wait": "advisory" }),
      'config.json: There is no policy "kms-key-wait" in this pack. It has: kms-key-waits, kms-witness.',
    );
  });

  it("says that a file has no resources", () => {
    assert.equal(
      report("given.json", judged(exported([]))),
      "given.json (stack export) has no resources: nothing was judged. Policies: 1 mandatory, 1 advisory.",
    );
  });

  it("ends its report with counts of resources, policies and violations", () => {
    const other = { urn: urn("a", "aws:kms/alias:Alias"), type: "aws:kms/alias:Alias", inputs: {} };
    assert.equal(
      report("given.json", judged(exported([key("bad", { days: 7 }), other]))),
      [
        `[mandatory] kms-key-waits  ${urn("bad")}`,
        "    A key must wait. It is gone otherwise.",
        '    Key "bad": days is not 30. Fix: set it.',
        "",
        "given.json (stack export): 2 resources, 1 of types that policies judge one by one. " +
          "Policies: 1 mandatory, 1 advisory. Violations: 1 mandatory, 0 advisory.",
      ].join("\n"),
    );
  });
});
