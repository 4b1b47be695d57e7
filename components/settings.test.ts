import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { recordDetections } from "../detections/catalogue";
import { mockAws } from "../tests/mockedAws";
import { readSettings } from "./settings";

interface Project {
  readonly config: Record<string, { readonly default: unknown }>;
}

/** Every setting at the default of Pulumi.yaml, which the engine fills in and mocks do not. */
function defaults(): Record<string, string> {
  const { config } = parse(readFileSync("Pulumi.yaml", "utf8")) as Project;
  return Object.fromEntries(
    Object.entries(config).map(([key, { default: value }]) => [
      `kms-monitoring:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

const UUID = "11111111-2222-3333-4444-555555555555";

/** Problems found with the defaults changed so. Values are JSON; undefined removes a key. */
async function problemsWith(changes: Record<string, unknown>): Promise<readonly string[]> {
  const config = defaults();
  for (const [key, value] of Object.entries(changes)) {
    config[key.includes(":") ? key : `kms-monitoring:${key}`] =
      typeof value === "string" ? value : JSON.stringify(value);
  }
  await mockAws(config);
  try {
    readSettings();
    return [];
  } catch (error) {
    const [first, ...problems] = String((error as Error).message).split("\n");
    assert.equal(first, "Wrong settings of stack test:");
    return problems;
  }
}

describe("settings", () => {
  it("derive what the components need from the defaults", async () => {
    await mockAws(defaults());
    assert.deepEqual(readSettings(), {
      homeRegion: "us-east-1",
      watchedRegions: ["us-east-1"],
      forwardedRegions: ["us-east-1"],
      trailSettings: {
        mode: "create",
        name: "",
        existingName: "",
        networkActivityEvents: false,
        insights: [],
        dataEvents: [],
        notifyLogDelivery: false,
      },
      archiveSettings: {
        retentionDays: 2557,
        allowShortRetention: false,
        objectLock: { mode: "governance", retentionDays: 365 },
        readers: [],
      },
      trailName: "kms-monitoring-test",
      logGroupName: "/aws/cloudtrail/kms-monitoring-test",
      formatterLogGroupName: "/aws/lambda/kms-monitoring-test-messages",
      inventoryLogGroupName: "/aws/lambda/kms-monitoring-test-inventory",
      logRetentionDays: 365,
      inventorySettings: { scheduleHours: 24 },
      detectionSettings: {},
      detections: recordDetections,
      queryFolder: "kms-monitoring-test",
      withDashboard: true,
      dashboardName: "kms-monitoring-test",
      subscriptions: [],
      targets: [],
      channels: [],
      existingTopicArns: {},
      importedKeys: [],
      requestQuotas: [
        "CryptographicOperationsSymmetric",
        "CryptographicOperationsRsa",
        "CryptographicOperationsEcc",
      ],
      usageKeys: [],
      keyStores: [],
      thresholdDays: [30, 10],
      deletionProtection: true,
    });
  });

  it("watch the home region once, put the longest notice first, and know the regions of keys", async () => {
    await mockAws({
      ...defaults(),
      "kms-monitoring:regions": '["us-west-2","us-east-1"]',
      "kms-monitoring:trail": '{"name":"2024"}',
      "kms-monitoring:expiryThresholdDays": "[7,60]",
      "kms-monitoring:alertEmails": '["a@example.com"]',
      "kms-monitoring:alertSubscriptions":
        '[{"protocol":"sqs","endpoint":"arn:aws:sqs:us-east-1:111122223333:q","severities":["info"]}]',
      "kms-monitoring:importedKeys":
        '["1234abcd-12ab-34cd-56ef-1234567890ab","arn:aws:kms:us-west-2:111122223333:alias/payments"]',
    });
    const settings = readSettings();
    assert.deepEqual(settings.watchedRegions, ["us-east-1", "us-west-2"]);
    assert.equal(settings.trailName, "2024");
    assert.deepEqual(settings.thresholdDays, [60, 7]);
    assert.deepEqual(settings.importedKeys, [
      { name: "1234abcd-12ab-34cd-56ef-1234567890ab", region: "us-east-1" },
      { name: "arn:aws:kms:us-west-2:111122223333:alias/payments", region: "us-west-2" },
    ]);
    assert.deepEqual(settings.subscriptions, [
      { protocol: "email", endpoint: "a@example.com", severities: ["critical", "warning", "info"] },
      {
        protocol: "sqs",
        endpoint: "arn:aws:sqs:us-east-1:111122223333:q",
        severities: ["info"],
      },
    ]);
  });

  it("give targets and channels all severities, and messages the address of the runbooks", async () => {
    const queue = "arn:aws:sqs:us-east-1:111122223333:q";
    const slack = { type: "slack", workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
    await mockAws({
      ...defaults(),
      "kms-monitoring:alertTargets": JSON.stringify([{ arn: queue }]),
      "kms-monitoring:chatChannels": JSON.stringify([slack]),
      "kms-monitoring:runbookUrl": "https://wiki.example.com/kms/",
    });
    const settings = readSettings();
    const severities = ["critical", "warning", "info"];
    assert.deepEqual(settings.targets, [{ arn: queue, severities }]);
    assert.deepEqual(settings.channels, [{ ...slack, severities }]);
    assert.equal(settings.runbookBaseUrl, "https://wiki.example.com/kms/");
  });

  it("report every problem at once, with the key, the value and what is allowed", async () => {
    const problems = await problemsWith({
      logRetentionDay: 30,
      logRetentionDays: 12,
      expiryThresholdDays: [30, 0],
      existingTopicArns: { critical: "arn:aws:sns:us-east-1:1234:short-account" },
      alertEmails: ["nobody@"],
      regions: ["eu-west-1", "eu-west-1"],
      importedKeys: ["1234abcd"],
    });
    assert.deepEqual(problems, [
      '  - regions[1]: "eu-west-1" is not distinct from the others in the list',
      "  - logRetentionDays: 12 is not one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      '  - alertEmails[0]: "nobody@" is not an e-mail address',
      '  - existingTopicArns.critical: "arn:aws:sns:us-east-1:1234:short-account" is not the ARN of an SNS topic',
      '  - importedKeys[0]: "1234abcd" is not a key id, a key ARN, an alias such as alias/payments, an alias ARN, or { tags: { name: value } } with texts as values',
      "  - expiryThresholdDays[1]: 0 is not a number of days from 1 to 365",
      "  - logRetentionDay: is not a setting; did you mean logRetentionDays?",
    ]);
  });

  it("report what does not fit together beside what is wrong by itself", async () => {
    const target = "arn:aws:kinesis:eu-west-1:111122223333:stream/s";
    const topic = "arn:aws:sns:eu-west-1:111122223333:t";
    const problems = await problemsWith({
      logRetentionDays: 12,
      detections: { zzz: {}, "key-enabled": { periodSeconds: 60 }, "key-rotated": { where: 1 } },
      trail: { mode: "existing" },
      archive: { glacierAfterDays: 2557 },
      alertTargets: [{ arn: "stream" }, { arn: target }],
      existingTopicArns: { info: topic, warning: "topic" },
    });
    assert.deepEqual(
      problems.map((problem) => problem.replace(/^ {2}- ([^ ]+:) .*$/, "$1")),
      [
        "logRetentionDays:",
        "alertTargets[0].arn:",
        "existingTopicArns.warning:",
        "detections.key-rotated.where:",
        "detections.zzz:",
        "trail.existingName:",
        "archive.glacierAfterDays:",
        "detections.key-enabled.periodSeconds:",
        "existingTopicArns:",
        "alertTargets:",
      ],
    );
  });

  it("report no fault that only follows from another", async () => {
    const problems = await problemsWith({
      regions: ["eu-west-1", "Oregon"],
      trail: { mode: "exists", existingName: "central" },
      archive: { objectLock: { mode: "compliance" } },
      deletionProtection: "no",
      alertEmails: ["a@example.com", "a@example.com"],
      importedKeys: ["arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
    });
    assert.deepEqual(problems, [
      '  - regions[1]: "Oregon" is not a region such as eu-central-1',
      '  - trail.mode: "exists" is not one of create, existing, organization',
      '  - alertEmails[1]: "a@example.com" is not distinct from the others in the list',
      '  - deletionProtection: "no" is not true or false',
    ]);
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ["regions", "us-west-2", 'regions: "us-west-2" is not a list of regions'],
    ["regions", ["Oregon"], 'regions[0]: "Oregon" is not a region such as eu-central-1'],
    [
      "trail",
      { name: "my trail" },
      'trail.name: "my trail" is not a trail name: 3 to 128 letters and digits with single periods, underscores or hyphens between them',
    ],
    [
      "trail",
      { name: "192.168.5.4" },
      'trail.name: "192.168.5.4" is not a trail name: 3 to 128 letters and digits with single periods, underscores or hyphens between them',
    ],
    ["trail", "organization", 'trail: "organization" is not an object'],
    ["trail", { mode: "org" }, 'trail.mode: "org" is not one of create, existing, organization'],
    ["trail", { mode: "existing" }, "trail.existingName: is missing; mode existing needs it"],
    [
      "trail",
      { existingName: "central" },
      'trail.existingName: "central" is only for mode existing',
    ],
    [
      "trail",
      { mode: "existing", existingName: "kms-monitoring-test" },
      'trail.existingName: "kms-monitoring-test" is the name of the stack\'s own trail, which mode existing deletes',
    ],
    [
      "trail",
      { mode: "existing", existingName: "central", notifyLogDelivery: true },
      "trail.notifyLogDelivery: is not for mode existing; it belongs to the trail's owner",
    ],
    [
      "trail",
      { mode: "organization" },
      "trail.organizationId: is missing; mode organization needs it",
    ],
    [
      "trail",
      { mode: "organization", organizationId: "r-1234" },
      'trail.organizationId: "r-1234" is not an organization id such as o-exampleorgid',
    ],
    [
      "trail",
      { organizationId: "o-exampleorgid" },
      'trail.organizationId: "o-exampleorgid" is only for mode organization',
    ],
    [
      "trail",
      { insights: ["ApiCallRate"] },
      'trail.insights[0]: "ApiCallRate" is not one of ApiCallRateInsight, ApiErrorRateInsight',
    ],
    [
      "trail",
      { dataEvents: [{ resourceType: "S3" }] },
      'trail.dataEvents[0].resourceType: "S3" is not a resource type such as AWS::S3::Object',
    ],
    [
      "trail",
      { dataEvents: [{ resourceType: "AWS::S3::Object", arnStartingWith: [] }] },
      "trail.dataEvents[0].arnStartingWith: is not a setting; did you mean trail.dataEvents[0].arnsStartingWith?",
    ],
    [
      "trail",
      { excludeManagementEventSources: ["kms.amazonaws.com"] },
      "trail.excludeManagementEventSources: is not a setting; the trail always logs every KMS event",
    ],
    [
      "archive",
      { retentionDays: -1 },
      "archive.retentionDays: -1 is not a whole number of days from 1 to 36500",
    ],
    [
      "archive",
      { retentionDays: 364, objectLock: { retentionDays: 30 } },
      "archive.retentionDays: 364 is not at least 365; archive.allowShortRetention allows less",
    ],
    [
      "archive",
      { retentionDays: 400, objectLock: { retentionDays: 401 } },
      "archive.objectLock.retentionDays: 401 is more than archive.retentionDays (400); lower it too",
    ],
    [
      "archive",
      { glacierAfterDays: 2557 },
      "archive.glacierAfterDays: 2557 is not below archive.retentionDays (2557)",
    ],
    [
      "archive",
      { versioning: false },
      "archive.versioning: is not a setting; the archive always keeps versions, without which there is no Object Lock",
    ],
    [
      "archive",
      { objectLock: { mode: "forever" } },
      'archive.objectLock.mode: "forever" is not one of governance, compliance, none',
    ],
    [
      "archive",
      { objectLock: { day: 3 } },
      "archive.objectLock.day: is not a setting; allowed are mode, retentionDays",
    ],
    [
      "archive",
      { readers: ["somebody"] },
      'archive.readers[0]: "somebody" is not an account id (12 digits in quotes; --type string for pulumi config set) or organization id (o-...)',
    ],
    [
      "archive",
      { readers: [444455556666] },
      "archive.readers[0]: 444455556666 is not an account id (12 digits in quotes; --type string for pulumi config set) or organization id (o-...)",
    ],
    ["deletionProtection", "maybe", 'deletionProtection: "maybe" is not true or false'],
    [
      "expiryThresholdDays",
      [],
      "expiryThresholdDays: [] is not a list of at least one number of days",
    ],
    ["expiryThresholdDays", [1.5], "expiryThresholdDays[0]: 1.5 is not a whole number of days"],
    [
      "existingTopicArns",
      { critcal: "arn:aws:sns:us-east-1:111122223333:t" },
      "existingTopicArns.critcal: is not a setting; did you mean existingTopicArns.critical?",
    ],
    [
      "existingTopicArns",
      { info: "arn:aws:sns:eu-west-1:111122223333:t" },
      "existingTopicArns: arn:aws:sns:eu-west-1:111122223333:t is not in the home region us-east-1",
    ],
    [
      "importedKeys",
      ["arn:aws:kms:eu-west-1:111122223333:alias/payments"],
      "importedKeys: arn:aws:kms:eu-west-1:111122223333:alias/payments is not in a watched region (us-east-1)",
    ],
    [
      "importedKeys",
      [{ tags: { team: "payments" }, region: "us-east-1" }],
      "importedKeys[0].region: is not a setting; allowed is tags",
    ],
    [
      "requestQuotas",
      ["CryptographicOperationsECC"],
      'requestQuotas[0]: "CryptographicOperationsECC" is not a known request quota; did you mean CryptographicOperationsEcc?',
    ],
    [
      "requestQuotas",
      ["ListKeys", "ListKeys"],
      'requestQuotas[1]: "ListKeys" is not distinct from the others in the list',
    ],
    [
      "usageKeys",
      ["alias/orders"],
      'usageKeys[0]: "alias/orders" is not a key id or key ARN, such as 1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    [
      "usageKeys",
      ["arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
      "usageKeys: 1234abcd-12ab-34cd-56ef-1234567890ab in eu-west-1 is not in a watched region (us-east-1)",
    ],
    [
      "keyStores",
      [{ id: "store", type: "external" }],
      'keyStores[0].id: "store" is not the id of a custom key store such as cks-1234567890abcdef0',
    ],
    [
      "keyStores",
      [{ id: "cks-1234567890abcdef0", type: "hsm" }],
      'keyStores[0].type: "hsm" is not one of external, cloudhsm',
    ],
    [
      "keyStores",
      [{ id: "cks-1234567890abcdef0", type: "external", region: "eu-west-1" }],
      "keyStores: cks-1234567890abcdef0 in eu-west-1 is not in a watched region (us-east-1)",
    ],
    [
      "keyStores",
      [
        { id: "cks-1234567890abcdef0", type: "external" },
        { id: "cks-1234567890abcdef0", type: "cloudhsm" },
      ],
      "keyStores: cks-1234567890abcdef0 in us-east-1 is named twice",
    ],
    [
      "importedKeys",
      [{ tags: { team: "payments" } }, { tags: { team: "payments" } }],
      'importedKeys[1]: {"tags":{"team":"payments"}} is not distinct from the others in the list',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "sqs", endpoint: "on-call" }],
      'alertSubscriptions[0].endpoint: "on-call" is not the ARN of a standard SQS queue',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:111122223333:q.fifo" }],
      'alertSubscriptions[0].endpoint: "arn:aws:sqs:us-east-1:111122223333:q.fifo" is not the ARN of a standard SQS queue',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "sqs", endpoint: "arn:aws:lambda:us-east-1:111122223333:function:page" }],
      'alertSubscriptions[0].endpoint: "arn:aws:lambda:us-east-1:111122223333:function:page" is not the ARN of a standard SQS queue',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "lambda", endpoint: "arn:aws:sqs:us-east-1:111122223333:q" }],
      'alertSubscriptions[0].endpoint: "arn:aws:sqs:us-east-1:111122223333:q" is not the ARN of a Lambda function',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "https", endpoint: "http://example.com" }],
      'alertSubscriptions[0].endpoint: "http://example.com" is not a URL that begins with https://',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "sms", endpoint: "911" }],
      'alertSubscriptions[0].endpoint: "911" is not a phone number such as +15555550123',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "pager", endpoint: "x" }],
      'alertSubscriptions[0].protocol: "pager" is not one of email, email-json, sqs, lambda, http, https, sms',
    ],
    [
      "alertSubscriptions",
      [{ protocol: "email", endpoint: "a@example.com", severity: "info" }],
      "alertSubscriptions[0].severity: is not a setting; did you mean alertSubscriptions[0].severities?",
    ],
    [
      "alertSubscriptions",
      [{ protocol: "email", endpoint: "a@example.com", severities: ["urgent"] }],
      'alertSubscriptions[0].severities[0]: "urgent" is not one of critical, warning, info',
    ],
    [
      "alertTargets",
      [{ arn: "arn:aws:sns:us-east-1:111122223333:t" }],
      'alertTargets[0].arn: "arn:aws:sns:us-east-1:111122223333:t" is not the ARN of a Kinesis stream, an event bus, an SQS queue or a Lambda function',
    ],
    [
      "alertTargets",
      [{ arn: "arn:aws:kinesis:eu-west-1:111122223333:stream/s" }],
      "alertTargets: arn:aws:kinesis:eu-west-1:111122223333:stream/s is not in the home region us-east-1",
    ],
    [
      "alertTargets",
      [
        { arn: "arn:aws:sqs:us-east-1:111122223333:q", severities: ["info"] },
        { arn: "arn:aws:sqs:us-east-1:111122223333:q" },
      ],
      "alertTargets: arn:aws:sqs:us-east-1:111122223333:q is given twice",
    ],
    [
      "alertTargets",
      [{ arn: "arn:aws:sqs:us-east-1:111122223333:q", severities: [] }],
      "alertTargets[0].severities: [] is not a list of at least one severity",
    ],
    [
      "chatChannels",
      [{ type: "irc", channelId: "#kms" }],
      'chatChannels[0].type: "irc" is not a chat channel with the type slack or teams',
    ],
    [
      "chatChannels",
      [{ type: "slack", workspaceId: "example", channelId: "C0123ABCD" }],
      'chatChannels[0].workspaceId: "example" is not a Slack workspace id such as T0123ABCD',
    ],
    [
      "chatChannels",
      [{ type: "slack", workspaceId: "T0123ABCD" }],
      "chatChannels[0].channelId: is missing; it must be a Slack channel id such as C0123ABCD",
    ],
    [
      "chatChannels",
      [{ type: "slack", workspaceId: "T0123ABCD", channelid: "C1", channelId: "C0123ABCD" }],
      "chatChannels[0].channelid: is not a setting; did you mean chatChannels[0].channelId?",
    ],
    [
      "chatChannels",
      [{ type: "teams", tenantId: "example", teamId: UUID, channelId: "19%3ab6" }],
      'chatChannels[0].tenantId: "example" is not the id of a Microsoft Teams tenant, a UUID',
    ],
    [
      "chatChannels",
      [
        { type: "slack", workspaceId: "T0123ABCD", channelId: "C0123ABCD" },
        { type: "slack", workspaceId: "T0123ABCD", channelId: "C0123ABCD" },
      ],
      "chatChannels: C0123ABCD is given twice",
    ],
    [
      "runbookUrl",
      "http://wiki.example.com",
      'runbookUrl: "http://wiki.example.com" is not a URL that begins with https://, or nothing',
    ],
    ["detections", "none", 'detections: "none" is not an object whose keys are ids of detections'],
    [
      "detections",
      { "key-disable": { enabled: false } },
      "detections.key-disable: is not a setting; did you mean detections.key-disabled?",
    ],
    [
      "detections",
      { "KEY-ROTATED": {} },
      "detections.KEY-ROTATED: is not a setting; did you mean detections.key-rotated?",
    ],
    ["detections", { zzz: {} }, "detections.zzz: is not a setting; the README lists them"],
    [
      "detections",
      { constructor: {} },
      "detections.constructor: is not a setting; the README lists them",
    ],
    ["detections", { "trail-changed": null }, "detections.trail-changed: null is not an object"],
    [
      "detections",
      { "formatter-failed": { enabled: false } },
      "detections.formatter-failed: is not a setting; it watches the monitoring itself, and cannot be changed or turned off",
    ],
    [
      "detections",
      { "key-disabled": { muted: true } },
      "detections.key-disabled.muted: is not a setting; allowed are enabled, severity, threshold, periodSeconds, where",
    ],
    [
      "detections",
      { "any-key-material-expires": { severity: "info" } },
      "detections.any-key-material-expires.severity: is not a setting; allowed is enabled",
    ],
  ];

  for (const [key, value, problem] of wrong) {
    it(`refuse ${key} ${JSON.stringify(value)}`, async () => {
      assert.deepEqual(await problemsWith({ [key]: value }), [`  - ${problem}`]);
    });
  }

  it("refuse a compliance lock on an archive that could then not be destroyed", async () => {
    const archive = { objectLock: { mode: "compliance" } };
    assert.deepEqual(await problemsWith({ archive }), []);
    assert.deepEqual(await problemsWith({ archive, deletionProtection: false }), [
      '  - archive.objectLock.mode: "compliance" is not possible without deletionProtection; nobody could destroy the archive',
    ]);
  });

  it("allow less than a year only where somebody says so", async () => {
    const archive = {
      retentionDays: 30,
      objectLock: { retentionDays: 1 },
      allowShortRetention: true,
    };
    assert.deepEqual(await problemsWith({ archive }), []);
  });

  it("refuse to subscribe an endpoint twice", async () => {
    const email = { protocol: "email", endpoint: "a@example.com" };
    const sqs = { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:111122223333:q" };
    const problems = await problemsWith({
      alertEmails: ["a@example.com"],
      alertSubscriptions: [email, { ...sqs, severities: ["info"] }, sqs],
    });
    assert.deepEqual(problems, [
      "  - alertSubscriptions: email a@example.com is given twice",
      "  - alertSubscriptions: sqs arn:aws:sqs:us-east-1:111122223333:q is given twice",
    ]);
  });

  it("take functions by name, version or alias", async () => {
    const functions = ["page", "page:$LATEST", "page:live"].map((name) => ({
      protocol: "lambda",
      endpoint: `arn:aws:lambda:us-east-1:111122223333:function:${name}`,
    }));
    assert.deepEqual(await problemsWith({ alertSubscriptions: functions }), []);
  });

  it("let targets be buses of other regions and accounts", async () => {
    const arn = "arn:aws:events:eu-west-1:444455556666:event-bus/soc";
    assert.deepEqual(await problemsWith({ alertTargets: [{ arn }] }), []);
  });

  it("warn when nobody is told of critical alerts, and only then", async () => {
    const warnings: string[] = [];
    const { warn } = pulumi.log;
    pulumi.log.warn = (message) => Promise.resolve(void warnings.push(message));
    try {
      const slack = { type: "slack", workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
      const target = { arn: "arn:aws:sqs:us-east-1:111122223333:q" };
      const topic = "arn:aws:sns:us-east-1:111122223333:t";
      assert.deepEqual(await problemsWith({ alertEmails: ["a@example.com"] }), []);
      assert.deepEqual(await problemsWith({ chatChannels: [slack] }), []);
      assert.deepEqual(await problemsWith({ alertTargets: [target] }), []);
      assert.deepEqual(await problemsWith({ existingTopicArns: { critical: topic } }), []);
      assert.deepEqual(warnings, []);
      await problemsWith({ chatChannels: [{ ...slack, severities: ["info"] }] });
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? "", /^Nobody is told of critical alerts: set alertEmails, /);
    } finally {
      pulumi.log.warn = warn;
    }
  });

  it("say that a setting is missing when Pulumi.yaml and stack give none", async () => {
    const config = defaults();
    delete config["kms-monitoring:deletionProtection"];
    await mockAws(config);
    assert.throws(readSettings, /deletionProtection: is missing; it must be true or false/);
  });
});
