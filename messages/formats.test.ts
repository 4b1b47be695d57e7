import assert from "node:assert/strict";
import { snsMessageOf } from "./formats";
import { messageOf } from "./message";
import { decryptFailed, decryptFailure, keyArn, links, putEventSelectors } from "./sampleEntries";

/** "including the metadata": https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const MOST_BYTES = 256 * 1024;

function formsOf(record: unknown): Record<string, string> {
  return JSON.parse(snsMessageOf(messageOf(decryptFailed, record, links)).Message);
}

describe("snsMessageOf", () => {
  const message = messageOf(decryptFailed, decryptFailure, links);
  const forms = formsOf(decryptFailure);

  it("gives Publish a subject, forms by protocol, and what subscriptions filter by", () => {
    const { Message, ...rest } = snsMessageOf(message);
    assert.deepEqual(rest, {
      Subject: message.subject,
      MessageStructure: "json",
      MessageAttributes: {
        detection: { DataType: "String", StringValue: "decrypt-failed" },
        severity: { DataType: "String", StringValue: "warning" },
      },
    });
    assert.deepEqual(Object.keys(JSON.parse(Message)), [
      "default",
      "email",
      "email-json",
      "sms",
      "sqs",
      "lambda",
      "firehose",
      "http",
      "https",
    ]);
  });

  it("gives people text, and a short one to telephones", () => {
    assert.deepEqual([forms["default"], forms["email"]], [message.text, message.text]);
    assert.equal(forms["sms"], message.short);
  });

  for (const protocol of ["sqs", "lambda", "firehose", "email-json"]) {
    it(`gives ${protocol} the fields for machines`, () => {
      assert.deepEqual(JSON.parse(forms[protocol] ?? ""), message.machine);
    });
  }

  it("gives HTTPS a custom notification of Amazon Q that has the machine's fields", () => {
    assert.equal(forms["http"], forms["https"]);
    const { links: pages, ...fields } = message.machine;
    assert.deepEqual([fields.version, fields.otherAccount], [1, null]);
    const texts = Object.entries({ ...fields, version: "1" }).filter(([, value]) => value !== null);
    assert.deepEqual(JSON.parse(forms["https"] ?? ""), {
      version: "1.0",
      source: "custom",
      id: "decrypt-failed-abcde202-ba1a-467c-b4ba-f729d45ae521",
      content: {
        textType: "client-markdown",
        title: message.subject,
        description: message.text,
        nextSteps: ["ask the caller."],
        keywords: ["warning", "decrypt-failed"],
      },
      metadata: {
        threadId: keyArn,
        summary: message.subject,
        eventType: "decrypt-failed",
        relatedResources: [keyArn],
        additionalContext: {
          ...Object.fromEntries(texts),
          keyLink: pages.key,
          logsInsightsLink: pages.logsInsights,
          savedQueryLink: pages.savedQuery,
          eventLink: pages.event,
          runbookLink: pages.runbook,
        },
      },
    });
  });

  it("keeps messages about no key together by their detection", () => {
    const { metadata } = JSON.parse(formsOf(putEventSelectors)["https"] ?? "");
    assert.deepEqual([metadata.threadId, metadata.relatedResources], ["decrypt-failed", []]);
  });

  it("lets nobody mention a channel or hide a link in a chat", () => {
    const userAgent = "<!channel> <https://evil.example|console> [console](https://evil.example) &";
    const { content } = JSON.parse(formsOf({ ...decryptFailure, userAgent })["https"] ?? "");
    assert.ok(
      content.description.includes(
        "From: 192.0.2.0, &lt;!channel&gt; &lt;https(:)//evil.example|console&gt; (console)(https(:)//evil.example) &amp;\n",
      ),
    );
  });

  it("stays within what SNS takes, whatever is in the record", () => {
    // Four bytes a character, and two backslashes for each in JSON within JSON within JSON.
    for (const worst of ["🔑".repeat(250_000), '"\\'.repeat(500_000)]) {
      const record = Object.fromEntries(Object.keys(decryptFailure).map((name) => [name, worst]));
      const userIdentity = { type: "AssumedRole", arn: worst, invokedBy: worst, accountId: worst };
      const { Subject, Message, MessageAttributes } = snsMessageOf(
        messageOf(decryptFailed, { ...record, userIdentity }, links),
      );
      const sent = [Subject, Message, JSON.stringify(MessageAttributes)].map((part) =>
        Buffer.byteLength(part),
      );
      assert.ok(sent.reduce((sum, bytes) => sum + bytes) < MOST_BYTES / 2);
    }
  });
});
