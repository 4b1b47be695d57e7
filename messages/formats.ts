// Puts a message into the forms that SNS delivers: text for mail and telephones, JSON for machines, and for HTTPS, which is how
// Amazon Q Developer in chat applications subscribes, a custom notification.
import type { MachineMessage, Message } from "./message";

/** What Publish takes beside the topic. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export interface SnsMessage {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageStructure: "json";
  /** For filter policies of subscriptions. */
  readonly MessageAttributes: Readonly<
    Record<string, { readonly DataType: "String"; readonly StringValue: string }>
  >;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html */
export function snsMessageOf(message: Message): SnsMessage {
  const { subject, text, short, machine } = message;
  const json = JSON.stringify(machine);
  const notification = JSON.stringify(customNotificationOf(message));
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue }) as const;
  return {
    Subject: subject,
    Message: JSON.stringify({
      default: text,
      email: text,
      "email-json": json,
      sms: short,
      sqs: json,
      lambda: json,
      firehose: json,
      http: notification,
      https: notification,
    }),
    MessageStructure: "json",
    MessageAttributes: {
      detection: attribute(machine.detection),
      severity: attribute(machine.severity),
    },
  };
}

/** https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html */
export interface CustomNotification {
  readonly version: "1.0";
  readonly source: "custom";
  readonly id?: string;
  readonly content: {
    readonly textType: "client-markdown";
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

function customNotificationOf({ subject, text, machine }: Message): CustomNotification {
  const { detection, severity, eventId, keyArn, first } = machine;
  return {
    version: "1.0",
    source: "custom",
    ...(eventId === null ? {} : { id: `${detection}-${eventId}` }),
    content: {
      textType: "client-markdown",
      title: asMarkdown(subject),
      description: asMarkdown(text),
      nextSteps: [asMarkdown(first)],
      keywords: [severity, detection],
    },
    metadata: {
      // What is done to one key stays together; else what one detection finds.
      threadId: keyArn ?? detection,
      summary: asMarkdown(subject),
      eventType: detection,
      relatedResources: keyArn === null ? [] : [keyArn],
      additionalContext: contextOf(machine),
    },
  };
}

/** The machine's fields as strings, which is all that additionalContext may hold; custom actions read them. */
function contextOf({ links, ...fields }: MachineMessage): Readonly<Record<string, string>> {
  const named = Object.entries<string | null>({ ...links }).map(
    ([name, link]) => [`${name}Link`, link] as const,
  );
  const entries: readonly (readonly [string, string | number | null])[] = [
    ...Object.entries(fields),
    ...named,
  ];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === null ? [] : [[name, `${value}`] as const])),
  );
}

/**
 * So that nothing in a record becomes a mention or a link under another name: Slack's markup for both is in angle brackets, and
 * markdown's links begin with a square one.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
function asMarkdown(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("[", "(")
    .replaceAll("]", ")");
}
