// Reads and checks every setting of the stack before anything is created, and reports all problems at once.
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { severities } from "../detections/detection";
import {
  chosenDetections,
  detectionProblems,
  detectionSettings,
  whyNoDetection,
} from "./detectionSettings";
import {
  alertTarget,
  chatChannel,
  distinct,
  emailAddress,
  KEY_ARN,
  KEY_FORM,
  KEY_ID,
  REGION,
  RETENTION_DAYS,
  subscription,
  topicArn,
  TRAIL_NAME,
  TRAIL_NAME_FORM,
} from "./settingForms";
import { describeIssue, wrongSettings } from "./settingsProblem";
import { archiveProblems, modeProblems } from "./trailProblems";
import { whyNoSetting, archiveSettings, trailSettings } from "./trailSettings";
import { validSettings, type ValidSettings } from "./validSettings";

const RUNBOOK_URL = "a URL that begins with https://, or nothing";

/**
 * The settings as Pulumi.yaml declares them, with their defaults there; those inside of objects have their defaults in
 * the object's schema. An error's message says what is allowed.
 */
export const settingsSchema = z.strictObject({
  regions: distinct(
    z.string().regex(REGION, { error: "a region such as eu-central-1" }),
    "regions",
  ),
  trail: trailSettings,
  archive: archiveSettings,
  logRetentionDays: z.literal(RETENTION_DAYS, {
    error: `one of ${RETENTION_DAYS.join(", ")}`,
  }),
  alertEmails: distinct(emailAddress, "e-mail addresses"),
  alertSubscriptions: z.array(subscription, {
    error: "a list of subscriptions",
  }),
  alertTargets: z.array(alertTarget, { error: "a list of targets" }),
  chatChannels: z.array(chatChannel, { error: "a list of chat channels" }),
  existingTopicArns: z.strictObject(
    { critical: topicArn, warning: topicArn, info: topicArn },
    { error: "an object with the keys critical, warning, info" },
  ),
  importedKeys: distinct(
    z.string({ error: KEY_FORM }).refine((key) => KEY_ID.test(key) || KEY_ARN.test(key), {
      error: KEY_FORM,
    }),
    "key ids and key ARNs",
  ),
  expiryThresholdDays: distinct(
    z.int({ error: "a whole number of days" }).min(1, { error: "a number of days of at least 1" }),
    "days",
  ).min(1, { error: "a list of at least one number of days" }),
  detections: detectionSettings,
  runbookUrl: z
    .string({ error: RUNBOOK_URL })
    .refine((url) => url === "" || z.url({ protocol: /^https$/ }).safeParse(url).success, {
      error: RUNBOOK_URL,
    }),
  deletionProtection: z.boolean({ error: "true or false" }),
});

type RawSettings = z.infer<typeof settingsSchema>;

/** In place of settings that are wrong, while others are looked at. */
const STAND_INS: RawSettings = {
  regions: [],
  trail: trailSettings.parse({}),
  archive: archiveSettings.parse({}),
  logRetentionDays: 365,
  alertEmails: [],
  alertSubscriptions: [],
  alertTargets: [],
  chatChannels: [],
  existingTopicArns: {},
  importedKeys: [],
  expiryThresholdDays: [30],
  detections: {},
  runbookUrl: "",
  deletionProtection: true,
};

/**
 * @throws pulumi.RunError that names each wrong setting, its value and what is allowed.
 */
export function readSettings() {
  const raw = configuredValues(pulumi.getProject());
  const parsed = settingsSchema.safeParse(raw);
  const homeRegion = new pulumi.Config("aws").get("region");
  const problems = [
    ...(homeRegion === undefined ? ["aws:region: is not set; it is the home region"] : []),
    ...(parsed.error?.issues ?? []).flatMap((issue) =>
      describeIssue(issue, raw, settingsSchema, { ...whyNoSetting, ...whyNoDetection }),
    ),
    ...furtherProblems(validSettings(settingsSchema, raw, STAND_INS), homeRegion),
  ];
  if (problems.length > 0 || !parsed.success || homeRegion === undefined) {
    throw wrongSettings(problems);
  }
  const settings = derive(parsed.data, homeRegion);
  warnIfNobodyIsTold(settings);
  return settings;
}

/** Legal, since other teams may subscribe to the topics by the stack's outputs; but rarely meant. */
function warnIfNobodyIsTold(settings: ReturnType<typeof derive>): void {
  const { subscriptions, channels, targets, existingTopicArns } = settings;
  const isTold =
    [...subscriptions, ...channels, ...targets].some((one) =>
      one.severities.includes("critical"),
    ) || existingTopicArns.critical !== undefined;
  if (!isTold) {
    void pulumi.log.warn(
      "Nobody is told of critical alerts: set alertEmails, alertSubscriptions, chatChannels, alertTargets or existingTopicArns, or subscribe to the topics in alertTopicArns.",
    );
  }
}

/** The project's configuration. Every value is the text of JSON. */
function configuredValues(project: string): Record<string, unknown> {
  const prefix = `${project}:`;
  const own = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    own.map(([key, text]) => {
      return [key.slice(prefix.length), parseJson(text)];
    }),
  );
}

/** Text that is no JSON stays text, so that the schema can say what is wrong with it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What only shows when settings are seen together, or with the stack. No fault follows from one that is told already. */
function furtherProblems(
  { settings, areWhole }: ValidSettings<RawSettings>,
  homeRegion = "",
): string[] {
  const { importedKeys, watchedRegions, subscriptions, ...derived } = derive(settings, homeRegion);
  const { trailName, logGroupName } = derived;
  const ownNames = { prefix: pulumi.getProject(), trailName, logGroupName };
  const endpoints = subscriptions.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`);
  const keys = importedKeys.map(({ keyId, region }) => `${keyId} in ${region}`);
  const knowsRegions = homeRegion !== "" && areWhole("regions");
  const isElsewhere = (arn: string) => homeRegion !== "" && regionOf(arn) !== homeRegion;
  return [
    ...(areWhole("trail") ? modeProblems(settings.trail) : []),
    ...(areWhole("archive", "deletionProtection")
      ? archiveProblems(settings.archive, settings.deletionProtection)
      : []),
    ...detectionProblems(settings.detections, ownNames),
    ...(areWhole("trail") && settings.trail.existingName === trailName
      ? [
          `trail.existingName: "${trailName}" is the name of the stack's own trail, which mode existing deletes`,
        ]
      : []),
    ...(TRAIL_NAME.test(trailName) ? [] : [`trail.name: "${trailName}" is not ${TRAIL_NAME_FORM}`]),
    ...importedKeys
      .filter(({ region }) => knowsRegions && !watchedRegions.includes(region))
      .map(({ keyId, region }) => {
        return `importedKeys: ${keyId} in ${region} is not in a watched region (${watchedRegions.join(", ")})`;
      }),
    ...repeated(keys).map((key) => `importedKeys: ${key} is named twice`),
    ...Object.values(settings.existingTopicArns)
      .filter((arn) => arn !== undefined && isElsewhere(arn))
      .map((arn) => `existingTopicArns: ${arn} is not in the home region ${homeRegion}`),
    ...repeated(settings.alertTargets.map(({ arn }) => arn)).map(
      (arn) => `alertTargets: ${arn} is given twice`,
    ),
    ...repeated(settings.chatChannels.map(({ channelId }) => channelId)).map(
      (id) => `chatChannels: ${id} is given twice`,
    ),
    ...settings.alertTargets
      .filter(({ arn }) => !/^[^:]+:[^:]+:events:/.test(arn) && isElsewhere(arn))
      .map(({ arn }) => `alertTargets: ${arn} is not in the home region ${homeRegion}`),
    // SNS makes one subscription of two, and so must the settings.
    ...repeated(endpoints).map((endpoint) => `alertSubscriptions: ${endpoint} is given twice`),
  ];
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}

/** What the components need, from what people write. */
function derive(settings: RawSettings, homeRegion: string) {
  const stackName = `${pulumi.getProject()}-${pulumi.getStack()}`;
  const trailName = settings.trail.name || stackName;
  return {
    homeRegion,
    /** The home region first. */
    watchedRegions: [...new Set([homeRegion, ...settings.regions])],
    trailSettings: settings.trail,
    archiveSettings: settings.archive,
    trailName,
    /** Not by the trail's name: another trail is no reason to lose the records. */
    logGroupName: `/aws/cloudtrail/${stackName}`,
    formatterLogGroupName: `/aws/lambda/${stackName}-messages`,
    logRetentionDays: settings.logRetentionDays,
    detectionSettings: settings.detections,
    detections: chosenDetections(settings.detections),
    ...(settings.runbookUrl === "" ? {} : { runbookBaseUrl: settings.runbookUrl }),
    queryFolder: stackName,
    subscriptions: [
      ...settings.alertEmails.map((endpoint) => ({
        protocol: "email",
        endpoint,
        severities: [...severities],
      })),
      ...settings.alertSubscriptions,
    ],
    targets: settings.alertTargets,
    channels: settings.chatChannels,
    existingTopicArns: settings.existingTopicArns,
    importedKeys: settings.importedKeys.map((key) =>
      KEY_ARN.test(key)
        ? { keyId: key.slice(key.indexOf("/") + 1), region: regionOf(key) }
        : { keyId: key, region: homeRegion },
    ),
    /** The longest notice first. */
    thresholdDays: settings.expiryThresholdDays.toSorted((a, b) => b - a),
    deletionProtection: settings.deletionProtection,
  };
}
