import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { type Resource, type ResourceRule, SECRET, type StackRule, UNKNOWN } from "../rule";
import { cloudtrailTrailIsLogging } from "../rules/cloudtrailTrailIsLogging";
import { cloudtrailTrailLogsKmsEvents } from "../rules/cloudtrailTrailLogsKmsEvents";
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
/** As most rules: what is not set is the default, and so right. */
const lateDays: typeof keyWaits.judge = (resource, settings) =>
  "days" in resource.props ? keyWaits.judge(resource, settings) : [];
const NO_RESOURCES =
  "given.json is not what it should be:\n" +
  '✖ has neither "resources" nor the "manifest" that an empty stack has too\n  → at deployment';
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
    const rules = configure([keyWaits, witness], configFile, now);
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
  const preview = (
    steps: readonly object[],
    changeSummary: object = { create: 1 },
    severities: readonly string[] = [],
  ) => ({
    steps,
    changeSummary,
    diagnostics: severities.map((severity) => ({ message: "said", severity })),
  });
  const step = (op: string, name: string) => ({ op, newState: key(name, { days: 30 }) });
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

  it("judges an exported stack by its state as well, which inputs that leave a property out keep", () => {
    const left = key("left", {}, { outputs: { days: 7 } });
    const withDefault = { ...keyWaits, judge: lateDays };
    const judgement = judge(
      readDeployment(write(exported([left]))),
      configure([withDefault], undefined, now),
      now,
    );
    assert.deepEqual(
      judgement.findings.map(({ message }) => message),
      ['Key "left": days is not 30 (in the state of the stack, not in its inputs). Fix: set it.'],
    );
  });

  it("judges a trail by the selectors and the logging that its state has and its inputs do not", () => {
    const type = "aws:cloudtrail/trail:Trail";
    const outputs = {
      enableLogging: false,
      eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }],
    };
    const trail = { urn: urn("audit", type), type, inputs: { s3BucketName: "archive" }, outputs };
    const rules = configure(
      [cloudtrailTrailLogsKmsEvents, cloudtrailTrailIsLogging],
      undefined,
      now,
    );
    const { findings } = judge(readDeployment(write(exported([trail]))), rules, now);
    assert.deepEqual(
      findings.map(({ policy }) => policy),
      ["cloudtrail-trail-logs-kms-events", "cloudtrail-trail-is-logging"],
    );
  });

  it("says a violation once that both the inputs and the state of an export have", () => {
    const both = key("both", { days: 7 }, { outputs: { days: 7, arn: "arn" } });
    const exemptions = [{ resource: "both", reason: "Left in winter.", until: "2026-12-31" }];
    assert.deepEqual(messages(exported([both])), [
      'mandatory: Key "both": days is not 30. Fix: set it.',
    ]);
    assert.equal(messages(exported([both]), { "kms-key-waits": { exemptions } }).length, 2);
  });

  it("does not judge a preview by the state before it", () => {
    const changed = {
      ...step("update", "main"),
      oldState: key("main", { days: 7 }, { outputs: { days: 7 } }),
    };
    assert.deepEqual(messages(preview([changed], { update: 1 })), []);
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
      complaint(preview([step("update", "a")], { update: 1, same: 3 })),
      "given.json leaves out 3 unchanged resources. Make it by `pulumi preview --json --show-sames`.",
    );
  });

  for (const [what, content, expected] of [
    [
      "counts more steps than it shows",
      () => preview([step("create", "a")], { create: 7 }),
      'given.json leaves out 6 of the 7 steps "create" that its changeSummary counts.',
    ],
    [
      "shows only the changed resources",
      () => preview([step("same", "a")], { same: 1, update: 3 }),
      'given.json leaves out 3 of the 3 steps "update" that its changeSummary counts.',
    ],
    [
      "has no steps",
      () => preview([], {}),
      "given.json has no steps, and a preview has one at least.",
    ],
    [
      "ended with an error",
      () => preview([step("create", "a")], { create: 1 }, ["info", "error"]),
      "given.json is of a preview that failed (errors: 1), so it is not complete.",
    ],
    [
      "ended with an error before its first step",
      () => preview([], {}, ["error"]),
      "given.json is of a preview that failed (errors: 1), so it is not complete.",
    ],
    [
      "does not say what becomes of a resource",
      () => preview([step("same", "a"), { op: "update", urn: urn("b") }], { same: 1, update: 1 }),
      'given.json has a step "update" without its "newState".',
    ],
    [
      "counts something else than steps",
      () => preview([step("same", "a")], { same: -1 }),
      "given.json is not what it should be:\n✖ Too small: expected number to be >=0\n  → at changeSummary.same",
    ],
  ] as const) {
    it(`refuses a preview that ${what}`, () => {
      assert.equal(complaint(content()), expected);
    });
  }

  it("takes a preview with warnings, steps that are not counted, and resources that end", () => {
    const steps = [
      step("replace", "a"),
      step("create-replacement", "a"),
      ...["delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace"].map(
        (op) => ({ op, urn: urn("b"), oldState: key("b", { days: 7 }) }),
      ),
    ];
    const judgement = judged(preview(steps, { replace: 1, delete: 1 }, ["warning", "info"]));
    assert.deepEqual([judgement.resources, judgement.findings], [1, []]);
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
    ["has an empty deployment", { version: 3, deployment: {} }, NO_RESOURCES],
    [
      "is a checkpoint",
      { version: 3, deployment: { latest: { manifest: {}, resources: [] } } },
      NO_RESOURCES,
    ],
    [
      "is an export inside of another",
      { version: 3, deployment: { deployment: { manifest: {}, resources: [] } } },
      NO_RESOURCES,
    ],
    [
      "has no resources in it and no manifest",
      { version: 3, deployment: { resources: null } },
      NO_RESOURCES,
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

  it("says that a stack has no resources, also in the form in which the engine exports it", () => {
    const time = "2026-11-21T17:36:53.751267839Z";
    const manifest = { time, magic: "f034461b", version: "3.259.0" };
    const secrets_providers = { type: "passphrase", state: { salt: "v1:a:v1:b:c" } };
    const asExported = { version: 3, deployment: { manifest, secrets_providers, metadata: {} } };
    for (const empty of [exported([]), asExported]) {
      assert.equal(
        report("given.json", judged(empty)),
        "given.json (stack export) has no resources: nothing was judged. Policies: 1 mandatory, 1 advisory.",
      );
    }
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
