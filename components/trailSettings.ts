// The settings of the trail and of its archive. None can drop management events, validation, versions or encryption.
import { z } from "zod";
import { distinct, TRAIL_NAME, TRAIL_NAME_FORM } from "./settingForms";

const trailModes = ["create", "existing", "organization"] as const;
const insightTypes = ["ApiCallRateInsight", "ApiErrorRateInsight"] as const;
const lockModes = ["governance", "compliance", "none"] as const;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const ORGANIZATION_ID = /^o-[a-z0-9]{10,32}$/;
const ACCOUNT_ID = /^\d{12}$/;
const RESOURCE_TYPE = /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/;
const ARN_START = /^arn:aws[a-z-]*:/;

const yesOrNo = z.boolean({ error: "true or false" });
const DAYS = "a whole number of days from 1 to 36500";
const days = z.int({ error: DAYS }).min(1, { error: DAYS }).max(36500, { error: DAYS });

const trailName = z
  .string({ error: TRAIL_NAME_FORM })
  .refine((name) => name === "" || TRAIL_NAME.test(name), { error: TRAIL_NAME_FORM });

/** Data events that a trail logs beside the management events. */
const dataEvents = z.strictObject({
  resourceType: z
    .string({ error: "a resource type such as AWS::S3::Object" })
    .regex(RESOURCE_TYPE, { error: "a resource type such as AWS::S3::Object" }),
  arnsStartingWith: z
    .array(z.string().regex(ARN_START, { error: "the beginning of an ARN" }), {
      error: "a list of beginnings of ARNs",
    })
    .min(1, { error: "a list of at least one beginning of an ARN" })
    .optional(),
  readOnly: yesOrNo.optional(),
});

export const trailSettings = z.strictObject(
  {
    mode: z
      .enum(trailModes, { error: `one of ${trailModes.join(", ")}` })
      .default("create")
      .describe(
        "create makes a trail of this account; existing uses a trail that is there, checks it at each preview and pays for no second copy; organization makes a trail of all accounts of the organization.",
      ),
    name: trailName
      .default("")
      .describe(
        "Name of the stack's own trail, which a new name makes anew. Empty means project and stack, as in kms-monitoring-dev.",
      ),
    existingName: trailName
      .default("")
      .describe("Mode existing: name of the trail to use, which is in the home region."),
    organizationId: z
      .string({ error: "an organization id such as o-exampleorgid" })
      .regex(ORGANIZATION_ID, { error: "an organization id such as o-exampleorgid" })
      .optional()
      .describe("Mode organization: the organization to log. Must be that of the account."),
    networkActivityEvents: yesOrNo
      .default(false)
      .describe(
        "Also logs KMS calls through VPC endpoints, denied ones of other accounts included.",
      ),
    insights: distinct(
      z.enum(insightTypes, { error: `one of ${insightTypes.join(", ")}` }),
      "types of Insights events",
    )
      .default([])
      .describe("Types of CloudTrail Insights events to look for."),
    dataEvents: z
      .array(dataEvents, { error: "a list of data events" })
      .default([])
      .describe(
        "Data events to log besides, each with a resourceType, and if wanted arnsStartingWith and readOnly.",
      ),
    notifyLogDelivery: yesOrNo
      .default(false)
      .describe("Makes an SNS topic that is told of each log file in the archive."),
  },
  { error: "an object" },
);

/** Pulumi and YAML take a bare account id for a number, and drop its zeros in front. */
const READER =
  "an account id (12 digits in quotes; --type string for pulumi config set) or organization id (o-...)";

const reader = z
  .string({ error: READER })
  .refine((id) => ACCOUNT_ID.test(id) || ORGANIZATION_ID.test(id), {
    error: READER,
  });

export const archiveSettings = z.strictObject(
  {
    retentionDays: days
      .default(2557)
      .describe(
        "Days after which log files expire, 365 at least. One that was deleted or replaced is kept as long again, but at most 365 days.",
      ),
    allowShortRetention: yesOrNo.default(false).describe("Allows a retentionDays below 365."),
    glacierAfterDays: days
      .optional()
      .describe(
        "Days after which log files of 128 KB and more move to S3 Glacier Instant Retrieval, which Athena reads. Never, if left out.",
      ),
    objectLock: z
      .strictObject(
        {
          mode: z
            .enum(lockModes, { error: `one of ${lockModes.join(", ")}` })
            .default("governance")
            .describe(
              "Who may delete a log file before its time: with governance whoever has s3:BypassGovernanceRetention, with compliance nobody at all, AWS included.",
            ),
          retentionDays: days
            .default(365)
            .describe("Days for which Object Lock keeps a log file from deletion."),
        },
        { error: "an object" },
      )
      .prefault({}),
    readers: distinct(reader, "account ids and organization ids")
      .default([])
      .describe("Other accounts, and organizations, whose principals may read the archive."),
  },
  { error: "an object" },
);

/** What people look for among the settings, and why it is not there. */
export const whyNoSetting: Readonly<Record<string, string>> = {
  "archive.versioning": "the archive always keeps versions, without which there is no Object Lock",
  "archive.encryption": "the archive is always encrypted with the stack's key",
  "trail.excludeManagementEventSources": "the trail always logs every KMS event",
  "trail.includeManagementEvents": "the trail always logs management events",
  "trail.enableLogFileValidation": "log files are always validated",
  "trail.readWriteType": "the trail always logs reads and writes",
  "trail.eventSelectors": "the trail always logs every management event",
  "trail.advancedEventSelectors":
    "it always logs management events, and others by trail.dataEvents",
  trailName: "it is now trail.name",
};

export type TrailSettings = z.infer<typeof trailSettings>;
export type ArchiveSettings = z.infer<typeof archiveSettings>;
