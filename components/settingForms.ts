// The forms that single settings must have. Each error message says what is allowed.
import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { severities } from "../detections/detection";
import { keyStoreTypes } from "../detections/keyStores";
import { requestQuotas } from "../detections/requestQuotas";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
const PROTOCOLS = ["email", "email-json", "sqs", "lambda", "http", "https", "sms"] as const;

export const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
export const REGION_FORM = "a region such as eu-central-1";
const KEY_ID_FORM = "(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})";
export const KEY_ID = new RegExp(`^${KEY_ID_FORM}$`);
const QUEUE_ARN = /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$/;
const FUNCTION_ARN =
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$/;
const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/;
export const KEY_ARN = new RegExp(`^arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/${KEY_ID_FORM}$`);
export const KEY_FORM = "a key id or key ARN, such as 1234abcd-12ab-34cd-56ef-1234567890ab";
/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
export const TRAIL_NAME =
  /^(?=.{3,128}$)(?!\d{1,3}(\.\d{1,3}){3}$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/;

/**
 * In the longest period, a day, that is more than 11,000 records a second. A higher number would only keep a detection silent without
 * saying so.
 */
export const HIGHEST_THRESHOLD = 1_000_000_000;

/** Of a detection. */
export const enabled = z.boolean({ error: "true or false" }).default(true);

const severity = z.enum(severities, {
  error: `one of ${severities.join(", ")}`,
});
const someSeverities = z
  .array(severity)
  .min(1, { error: "a list of at least one severity" })
  .default([...severities]);

export const topicArn = z
  .string()
  .regex(TOPIC_ARN, { error: "the ARN of an SNS topic" })
  .optional();
export const emailAddress = z.email({ error: "an e-mail address" });

export const TRAIL_NAME_FORM =
  "a trail name: 3 to 128 letters and digits with single periods, underscores or hyphens between them";

/** A subscription's endpoint has the form of its protocol. */
function endpointProblem(
  protocol: (typeof PROTOCOLS)[number],
  endpoint: string,
): string | undefined {
  switch (protocol) {
    case "email":
    case "email-json":
      return emailAddress.safeParse(endpoint).success ? undefined : "an e-mail address";
    case "http":
    case "https":
      return endpoint.startsWith(`${protocol}://`)
        ? undefined
        : `a URL that begins with ${protocol}://`;
    case "sms":
      return /^\+[1-9]\d{6,14}$/.test(endpoint) ? undefined : "a phone number such as +15555550123";
    case "sqs":
      // FIFO queues, whose names end in .fifo, take messages from FIFO topics only:
      // https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
      return QUEUE_ARN.test(endpoint) ? undefined : "the ARN of a standard SQS queue";
    case "lambda":
      return FUNCTION_ARN.test(endpoint) ? undefined : "the ARN of a Lambda function";
  }
}

export const subscription = z
  .strictObject({
    protocol: z.enum(PROTOCOLS, { error: `one of ${PROTOCOLS.join(", ")}` }),
    endpoint: z.string({ error: "a string" }),
    severities: someSeverities,
  })
  .superRefine(({ protocol, endpoint }, context) => {
    const allowed = endpointProblem(protocol, endpoint);
    if (allowed !== undefined) {
      context.addIssue({
        code: "custom",
        path: ["endpoint"],
        message: allowed,
      });
    }
  });

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html */
const TARGET_ARN =
  /^arn:aws[a-z-]*:(kinesis:[a-z0-9-]+:\d{12}:stream\/|events:[a-z0-9-]+:\d{12}:event-bus\/|sqs:[a-z0-9-]+:\d{12}:|lambda:[a-z0-9-]+:\d{12}:function:)[A-Za-z0-9._/-]+$/;
const TARGET_FORM = "the ARN of a Kinesis stream, an event bus, an SQS queue or a Lambda function";

export const alertTarget = z.strictObject({
  arn: z
    .string({ error: TARGET_FORM })
    .regex(TARGET_ARN, { error: TARGET_FORM })
    .refine((arn) => !arn.endsWith(".fifo"), { error: "the ARN of a standard queue" }),
  severities: someSeverities,
});

const text = (what: string, form: RegExp) => z.string({ error: what }).regex(form, { error: what });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Chatbot.html */
export const chatChannel = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("slack"),
      workspaceId: text("a Slack workspace id such as T0123ABCD", /^[0-9A-Z]{1,255}$/),
      channelId: text("a Slack channel id such as C0123ABCD", /^[A-Za-z0-9]+$/),
      severities: someSeverities,
    }),
    z.strictObject({
      type: z.literal("teams"),
      tenantId: text("the id of a Microsoft Teams tenant, a UUID", UUID),
      teamId: text("the id of a Microsoft Teams team, a UUID", UUID),
      channelId: text("the id of a Microsoft Teams channel", /^[A-Za-z0-9_%.:@=-]{1,256}$/),
      severities: someSeverities,
    }),
  ],
  { error: "a chat channel with the type slack or teams" },
);

/** A key of the home region by its id, or of any watched region by its ARN. */
export const keyIdOrArn = z
  .string({ error: KEY_FORM })
  .refine((key) => KEY_ID.test(key) || KEY_ARN.test(key), { error: KEY_FORM });

/** The error names the nearest: AWS takes any name, and an alarm on one that does not exist stays silent. */
export const requestQuota = z
  .string({ error: "the name of a request quota such as CryptographicOperationsSymmetric" })
  .superRefine((name, context) => {
    const known = Object.keys(requestQuotas);
    if (known.includes(name)) return;
    const message = `a known request quota; did you mean ${closest(name, known)}?`;
    context.addIssue({ code: "custom", message });
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeCustomKeyStores.html */
export const keyStore = z.strictObject(
  {
    id: text("the id of a custom key store such as cks-1234567890abcdef0", /^cks-[0-9a-z]{1,60}$/),
    type: z.enum(keyStoreTypes, { error: `one of ${keyStoreTypes.join(", ")}` }),
    region: text(REGION_FORM, REGION).optional(),
  },
  { error: "a key store with id and type" },
);

/** A list without repetitions. */
export function distinct<T extends z.ZodType>(item: T, what: string) {
  return z.array(item, { error: `a list of ${what}` }).superRefine((list, context) => {
    const texts = list.map((value) => JSON.stringify(value));
    texts.forEach((value, index) => {
      if (texts.indexOf(value) < index) {
        context.addIssue({
          code: "custom",
          path: [index],
          message: "distinct from the others in the list",
        });
      }
    });
  });
}
