import assert from "node:assert/strict";
import fc from "fast-check";
import { recordDetections } from "../detections/catalogue";
import { messageOf } from "./message";
import {
  alice,
  decryptFailed,
  decryptFailure,
  keyArn,
  links,
  putEventSelectors,
  rotateKey,
  rotationEvent,
} from "./sampleEntries";
import type { DetectionText } from "./watch";

const keyRotated: DetectionText = {
  id: "key-rotated",
  title: "KMS rotated the key material of a key",
  severity: "info",
  why: "Rotation is expected.",
  runbook: "compare with the rotation period of the key.",
};

const otherKeyArn = keyArn.replace("1234abcd", "5678efab");
const keyPage =
  "https://us-west-2.console.aws.amazon.com/kms/home?region=us-west-2#/kms/keys/1234abcd-12ab-34cd-56ef-1234567890ab";
const insightsPage =
  "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:logs-insights";
const eventPage = (id: unknown): string =>
  `https://us-west-2.console.aws.amazon.com/cloudtrailv2/home?region=us-west-2#/events/${String(id)}`;

/** The line of a text that begins so, without its beginning. */
function line(text: string, beginning: string): string | undefined {
  const found = text.split("\n").find((one) => one.startsWith(`${beginning}: `));
  return found?.slice(beginning.length + 2);
}

function textOf(record: unknown): string {
  return messageOf(decryptFailed, record, links).text;
}

describe("messageOf", () => {
  it("tells people and machines of a call that failed", () => {
    assert.deepEqual(messageOf(decryptFailed, decryptFailure, links), {
      subject: "WARNING: A call to KMS failed (111122223333, us-west-2)",
      text: [
        "A call to KMS failed.",
        "",
        `Key: ${keyArn}`,
        "Operation: Decrypt (kms.amazonaws.com), failed: IncorrectKeyException, The key ID in the request does not identify a CMK that can perform this operation.",
        "Who: IAM user Alice (arn:aws:iam::111122223333:user/Alice)",
        "From: 192.0.2.0, AWS Internal",
        "Account: 111122223333",
        "Region: us-west-2",
        "When: 2022-11-24T18:57:43Z",
        "",
        "Why it matters: Somebody may be trying keys.",
        "First: ask the caller.",
        "",
        `Key page: ${keyPage}`,
        `Logs Insights: ${insightsPage} (saved query dev/Life of one key)`,
        `CloudTrail event: ${eventPage(decryptFailure["eventID"])}`,
        "Runbook: https://example.com/runbooks/decrypt-failed.md",
      ].join("\n"),
      short:
        "WARNING: A call to KMS failed (111122223333, us-west-2). Decrypt by IAM user Alice (arn:aws:iam::111122223333:user/Alice)",
      machine: {
        version: 1,
        detection: "decrypt-failed",
        severity: "warning",
        title: "A call to KMS failed",
        keyArn,
        operation: "Decrypt",
        outcome: "failed",
        errorCode: "IncorrectKeyException",
        principal: "arn:aws:iam::111122223333:user/Alice",
        principalType: "IAMUser",
        otherAccount: null,
        sourceIp: "192.0.2.0",
        account: "111122223333",
        region: "us-west-2",
        time: "2022-11-24T18:57:43Z",
        eventId: "abcde202-ba1a-467c-b4ba-f729d45ae521",
        why: "Somebody may be trying keys.",
        first: "ask the caller.",
        links: {
          key: keyPage,
          logsInsights: insightsPage,
          savedQuery: "dev/Life of one key",
          event: eventPage(decryptFailure["eventID"]),
          runbook: "https://example.com/runbooks/decrypt-failed.md",
        },
      },
    });
  });

  it("tells of what KMS did by itself, from the trail", () => {
    const { subject, text, machine } = messageOf(keyRotated, rotateKey, links);
    assert.equal(subject, "INFO: KMS rotated the key material of a key (111122223333, us-west-2)");
    assert.equal(line(text, "Operation"), "RotateKey (kms.amazonaws.com), succeeded");
    assert.equal(line(text, "Who"), "AWS itself (AWS Internal)");
    assert.equal(line(text, "From"), "AWS Internal");
    assert.deepEqual([machine.principal, machine.principalType], ["AWS Internal", null]);
  });

  it("tells of the same act from KMS's own event", () => {
    const { text, machine } = messageOf(keyRotated, rotationEvent, links);
    assert.equal(line(text, "Key"), keyArn);
    assert.equal(line(text, "Operation"), "KMS CMK Rotation (kms.amazonaws.com), succeeded");
    assert.equal(line(text, "Who"), "AWS KMS itself");
    assert.equal(line(text, "From"), "not in the record");
    assert.equal(line(text, "When"), "2016-08-25T21:05:33Z");
    assert.deepEqual([machine.keyArn, machine.eventId], [keyArn, rotationEvent.id]);
  });

  it("names the trail of a call about a trail, and the query that shows its changes", () => {
    const { text, machine } = messageOf(decryptFailed, putEventSelectors, links);
    assert.equal(line(text, "About"), "trailName kms-monitoring");
    assert.equal(line(text, "Key"), undefined);
    assert.equal(
      line(text, "Operation"),
      "PutEventSelectors (cloudtrail.amazonaws.com), succeeded",
    );
    assert.equal(
      line(text, "Logs Insights"),
      `${insightsPage} (saved query dev/Changes of selectors)`,
    );
    assert.deepEqual([machine.keyArn, machine.links.key], [null, null]);
  });

  it("names no saved query for a call that is about neither a key nor a trail", () => {
    for (const eventSource of ["iam.amazonaws.com", "constructor", undefined]) {
      const text = textOf({ ...putEventSelectors, eventSource });
      assert.equal(line(text, "Logs Insights"), insightsPage);
    }
  });

  it("names lists of resources, and no parameter that may be secret", () => {
    const requestParameters = { alarmNames: ["a", "b"], password: "hidden", name: { no: "text" } };
    assert.equal(
      line(textOf({ ...putEventSelectors, requestParameters }), "About"),
      "alarmNames a, b",
    );
  });

  it("says that the caller belongs to another account", () => {
    const { text, machine } = messageOf(
      decryptFailed,
      { ...decryptFailure, recipientAccountId: "444455556666" },
      links,
    );
    assert.equal(line(text, "Other account"), "the caller belongs to 111122223333");
    assert.deepEqual(
      [machine.account, machine.otherAccount, machine.principal],
      ["444455556666", "111122223333", alice.arn],
    );
    assert.equal(line(textOf(decryptFailure), "Other account"), undefined);
  });
});

describe("the key of a message", () => {
  const bare = { ...decryptFailure, resources: undefined, requestParameters: null };
  const aliasArn = "arn:aws:kms:us-west-2:111122223333:alias/my_alias";
  const found: readonly (readonly [string, object, string])[] = [
    [
      "stands among the resources, beside its alias",
      { resources: [{ ARN: aliasArn }, { ARN: keyArn }] },
      `${keyArn} (alias/my_alias)`,
    ],
    ["was asked for by its ARN", { requestParameters: { keyId: keyArn } }, keyArn],
    [
      "was asked for by an alias",
      { requestParameters: { keyId: "alias/aws/ebs" } },
      "alias/aws/ebs",
    ],
    [
      "is known by its id from what KMS did itself",
      { serviceEventDetails: { keyId: "1234abcd" } },
      "1234abcd",
    ],
    ["was asked for by its id", { requestParameters: { keyId: "1234abcd" } }, "1234abcd"],
    [
      "is what an alias is for",
      { requestParameters: { aliasName: "alias/a", targetKeyId: keyArn } },
      `${keyArn} (alias/a)`,
    ],
    ["was made by the call", { responseElements: { keyMetadata: { arn: keyArn } } }, keyArn],
    ["stands in what KMS answered", { responseElements: { keyId: keyArn } }, keyArn],
    [
      "is of several the one of which KMS answers",
      {
        resources: [{ ARN: otherKeyArn }, { ARN: keyArn }],
        errorCode: "KMSInvalidStateException",
        errorMessage: `${keyArn} is pending deletion.`,
      },
      keyArn,
    ],
    ["stands in why KMS refused", { errorMessage: `${keyArn} is pending deletion.` }, keyArn],
    [
      "is not what only looks like one",
      { requestParameters: { keyId: `x${keyArn}` } },
      `x${keyArn}`,
    ],
    [
      "does not stand in what another service answered",
      { eventSource: "s3.amazonaws.com", errorMessage: `${keyArn} is pending deletion.` },
      "not in the record",
    ],
    ["is not in the record", {}, "not in the record"],
  ];
  for (const [where, difference, expected] of found) {
    it(where, () => {
      assert.equal(line(textOf({ ...bare, ...difference }), "Key"), expected);
    });
  }
});

describe("a message about a hostile record", () => {
  const long = "x".repeat(1_000_000);

  it("leaves no link of the caller's", () => {
    const userAgent = "https://evil.example/login";
    const text = textOf({ ...decryptFailure, userAgent });
    assert.equal(line(text, "From"), "192.0.2.0, https[:]//evil.example/login");
  });

  it("cuts what is long", () => {
    const { text, subject, short } = messageOf(
      decryptFailed,
      { ...decryptFailure, userAgent: long, recipientAccountId: long, errorMessage: long },
      links,
    );
    assert.equal(line(text, "From"), `192.0.2.0, ${"x".repeat(299)}…`);
    assert.equal(line(text, "Account"), `${"x".repeat(299)}…`);
    assert.equal(subject, `WARNING: A call to KMS failed (${"x".repeat(40)}...`);
    assert.equal(short.length, 140);
  });

  it("cannot write a line of its own", () => {
    const userAgent = "curl\nWho: nobody\r\n\u2028First: relax \u202e<script>alert(1)</script>";
    assert.equal(
      line(textOf({ ...decryptFailure, userAgent }), "From"),
      "192.0.2.0, curl Who: nobody First: relax <script>alert(1)</script>",
    );
  });

  it("says what is missing, of a wrong type, or nothing to see", () => {
    for (const record of [undefined, null, 1, "text", [], {}, { eventName: 1, resources: {} }]) {
      const { text, machine, subject } = messageOf(decryptFailed, record, links);
      assert.equal(subject, "WARNING: A call to KMS failed (?, ?)");
      for (const name of ["Key", "Who", "From", "Account", "Region", "When"]) {
        assert.equal(line(text, name), "not in the record");
      }
      assert.equal(line(text, "Operation"), "not in the record (not in the record), succeeded");
      assert.equal(line(text, "CloudTrail event"), undefined);
      assert.equal(machine.eventId, null);
    }
    const outcomes = [5, {}, null].map((errorCode) => line(textOf({ errorCode }), "Operation"));
    assert.deepEqual(outcomes, [
      "not in the record (not in the record), failed",
      "not in the record (not in the record), failed",
      "not in the record (not in the record), succeeded",
    ]);
  });
});

describe("any JSON", () => {
  /** Values of all kinds in the places that are read, and in others. */
  const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary", maxLength: 2000 }));
  const record = fc.oneof(
    anything,
    fc.record(
      {
        ...Object.fromEntries(
          [...Object.keys(decryptFailure), "source", "detail", "account", "time", "id"].map(
            (name) => [name, anything],
          ),
        ),
        userIdentity: fc.oneof(
          anything,
          fc.record(
            {
              type: fc.constantFrom(
                "Root",
                "IAMUser",
                "AssumedRole",
                "FederatedUser",
                "SAMLUser",
                "AWSService",
              ),
              ...Object.fromEntries(
                ["arn", "principalId", "userName", "sessionContext", "invokedBy", "onBehalfOf"].map(
                  (name) => [name, anything],
                ),
              ),
            },
            { requiredKeys: [] },
          ),
        ),
        source: fc.oneof(fc.constant("aws.kms"), anything),
        resources: fc.oneof(anything, fc.array(fc.oneof(anything, fc.record({ ARN: anything })))),
      },
      { requiredKeys: [] },
    ),
  );

  it("gives a message that SNS takes and people can read", () => {
    const names = Object.keys(messageOf(decryptFailed, decryptFailure, links).machine);
    fc.assert(
      fc.property(record, (value) => {
        const { subject, text, short, machine } = messageOf(decryptFailed, value, links);
        assert.match(subject, /^[!-~][ -~]{0,98}$/);
        assert.match(short, /^[ -~]{1,140}$/);
        assert.doesNotMatch(text, /[^\P{C}\n]/u);
        assert.equal(text.split("\n")[0], "A call to KMS failed.");
        const lines = text.split("\n").length;
        assert.ok(lines >= 14 && lines <= 19, text);
        assert.deepEqual(Object.keys(machine), names);
        assert.ok(JSON.stringify(machine).length < 10_000);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("the subject of each detection", () => {
  const place = " (111122223333, ap-southeast-1)";
  const where = { recipientAccountId: "111122223333", awsRegion: "ap-southeast-1" };
  for (const detection of recordDetections) {
    it(`says the place, and the title of ${detection.id} as far as there is room`, () => {
      const { subject } = messageOf(detection, { ...decryptFailure, ...where }, links);
      assert.ok(subject.endsWith(place), subject);
      assert.ok(
        subject.startsWith(`${detection.severity.toUpperCase()}: ${detection.title.slice(0, 40)}`),
      );
      assert.ok(subject.length < 100);
    });
  }
});
