// Reads and checks every setting of the stack before anything is created, and reports all problems at once.
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { severities } from "../detections/detection";
import { getsAlarms } from "./alertTargets";
import {
  chosenDetections,
  detectionProblems,
  detectionSettings,
  thresholdProblems,
  whyNoDetection,
} from "./detectionSettings";
import { iamRegionOf, onIam } from "./iamRegion";
import { importedKey, keySelector, unwatchedKeys } from "./importedKeySettings";
import {
  alertTarget,
  chatChannel,
  distinct,
  emailAddress,
  keyIdOrArn,
  keyStore,
  REGION,
  REGION_FORM,
  requestQuota,
  RETENTION_DAYS,
  subscription,
  topicArn,
  TRAIL_NAME,
  TRAIL_NAME_FORM,
} from "./settingForms";
import { inventorySettings } from "./inventorySettings";
import { keyPlace, placedProblems } from "./placed";
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
  regions: distinct(z.string().regex(REGION, { error: REGION_FORM }), "regions"),
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
  importedKeys: distinct(importedKey, "keys"),
  expiryThresholdDays: distinct(
    z
      .int({ error: "a whole number of days" })
      .min(1, { error: "a number of days from 1 to 365" })
      // KMS keeps imported material no longer: https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html
      .max(365, { error: "a number of days from 1 to 365" }),
    "days",
  ).min(1, { error: "a list of at least one number of days" }),
  inventory: inventorySettings,
  requestQuotas: distinct(requestQuota, "request quotas"),
  usageKeys: distinct(keyIdOrArn, "key ids and key ARNs"),
  keyStores: z.array(keyStore, { error: "a list of key stores" }),
  detections: detectionSettings,
  runbookUrl: z
    .string({ error: RUNBOOK_URL })
    .refine((url) => url === "" || z.url({ protocol: /^https$/ }).safeParse(url).success, {
      error: RUNBOOK_URL,
    }),
  dashboard: z.boolean({ error: "true or false" }),
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
  inventory: inventorySettings.parse({}),
  requestQuotas: [],
  usageKeys: [],
  keyStores: [],
  detections: {},
  runbookUrl: "",
  dashboard: true,
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
    [...subscriptions, ...channels, ...targets.filter(getsAlarms)].some((one) =>
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
  const { trailName, logGroupName, usageKeys, keyStores } = derived;
  const ownNames = { prefix: pulumi.getProject(), trailName, logGroupName };
  const endpoints = subscriptions.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`);
  const isElsewhere = (arn: string) => homeRegion !== "" && regionOf(arn) !== homeRegion;
  // While nobody knows which regions are watched, none is wrong.
  const knownRegions =
    homeRegion !== "" && areWhole("regions")
      ? watchedRegions
      : [...importedKeys, ...usageKeys, ...keyStores].flatMap((one) =>
          "region" in one ? [one.region] : [],
        );
  return [
    ...(areWhole("trail") ? modeProblems(settings.trail) : []),
    ...(areWhole("archive", "deletionProtection")
      ? archiveProblems(settings.archive, settings.deletionProtection)
      : []),
    ...detectionProblems(settings.detections, ownNames),
    ...(areWhole("detections") ? thresholdProblems(settings.detections) : []),
    ...(areWhole("trail") && settings.trail.existingName === trailName
      ? [
          `trail.existingName: "${trailName}" is the name of the stack's own trail, which mode existing deletes`,
        ]
      : []),
    ...(TRAIL_NAME.test(trailName) ? [] : [`trail.name: "${trailName}" is not ${TRAIL_NAME_FORM}`]),
    ...unwatchedKeys(importedKeys, knownRegions),
    ...placedProblems(
      "usageKeys",
      usageKeys.map(({ keyId: id, region }) => ({ id, region })),
      knownRegions,
    ),
    ...placedProblems("keyStores", keyStores, knownRegions),
    ...repeated(keyStores.map(({ id, region }) => `${id} in ${region}`)).map(
      (store) => `keyStores: ${store} is named twice`,
    ),
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
      .filter((target) => getsAlarms(target) && isElsewhere(target.arn))
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
  const watchedRegions = [...new Set([homeRegion, ...settings.regions])];
  const detections = chosenDetections(settings.detections);
  const iamRegions = onIam(detections).length > 0 ? [iamRegionOf(homeRegion)] : [];
  return {
    homeRegion,
    /** The home region first. */
    watchedRegions,
    /** The watched ones, and IAM's. */
    forwardedRegions: [...new Set([...watchedRegions, ...iamRegions])],
    trailSettings: settings.trail,
    archiveSettings: settings.archive,
    trailName,
    /** Not by the trail's name: another trail is no reason to lose the records. */
    logGroupName: `/aws/cloudtrail/${stackName}`,
    formatterLogGroupName: `/aws/lambda/${stackName}-messages`,
    inventoryLogGroupName: `/aws/lambda/${stackName}-inventory`,
    logRetentionDays: settings.logRetentionDays,
    inventorySettings: settings.inventory,
    detectionSettings: settings.detections,
    detections,
    ...(settings.runbookUrl === "" ? {} : { runbookBaseUrl: settings.runbookUrl }),
    queryFolder: stackName,
    withDashboard: settings.dashboard,
    dashboardName: stackName,
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
    /** Not looked up yet, as usageKeys and keyStores are not: see lookUp.ts. */
    importedKeys: settings.importedKeys.map((key) => keySelector(key, homeRegion)),
    requestQuotas: settings.requestQuotas,
    usageKeys: settings.usageKeys.map((key) => keyPlace(key, homeRegion)),
    keyStores: settings.keyStores.map(({ region = homeRegion, ...store }) => ({
      ...store,
      region,
    })),
    /** The longest notice first. */
    thresholdDays: settings.expiryThresholdDays.toSorted((a, b) => b - a),
    deletionProtection: settings.deletionProtection,
  };
}
