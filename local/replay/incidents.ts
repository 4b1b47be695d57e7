// The incidents that are replayed through what is deployed, and the messages that a person must get because of each.
import type { Severity } from "../../detections/detection";
import { eventDetections } from "../../detections/keyLifecycle";
import { logDetections } from "../../detections/keyUse";
import { kmsRecord } from "../../detections/kmsRecord";
import { deliver } from "./cloudTrail";
import { evaluateQueryAlarms, publishTimeLeft } from "./keyMaterialMetrics";
import { ensureImportedKey, ensureKey, ensureKeyPendingDeletion, tryToEncrypt } from "./realKeys";
import { publishEvent } from "./serviceEvents";

/** Regions of Pulumi.local.yaml. */
export const HOME_REGION = "us-east-1";
const OTHER_REGION = "us-west-2";

/** A message that must arrive: its detection, its severity, and a word that it must contain. */
export interface ExpectedMessage {
  readonly detection: string;
  readonly severity: Severity;
  readonly mentions: string;
}

export interface Incident {
  readonly title: string;
  /** Lets it happen; resolves to what this machine did in AWS's place because the emulator cannot. */
  readonly happen: () => Promise<readonly string[]>;
  readonly expected: readonly ExpectedMessage[];
}

/** The key that Pulumi.local.yaml names. It must exist before the stack. */
export const namedKey = {
  region: HOME_REGION,
  alias: "replay/named-imported",
  keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
} as const;

const quiet: Incident = {
  title: "Ordinary use of keys, near misses, and material with 90 days left",
  happen: async () => {
    const keyArn = await ensureKey({ region: OTHER_REGION, alias: "replay/ordinary" });
    if ((await tryToEncrypt(keyArn)) !== undefined) {
      throw new Error(`The embedded AWS cannot encrypt with ${keyArn}`);
    }
    await deliver(kmsRecord({ eventName: "Encrypt", readOnly: true, keyArn }), HOME_REGION);
    for (const record of logDetections.flatMap((detection) => detection.notMatching)) {
      await deliver(record, HOME_REGION);
    }
    const kmsEvents = eventDetections.flatMap((detection) => detection.matching);
    const nearMisses = eventDetections
      .flatMap((detection) => detection.notMatching)
      .filter((event) => !kmsEvents.includes(event));
    for (const event of nearMisses) {
      await publishEvent(event);
    }
    await ensureImportedKey({ region: OTHER_REGION, alias: "replay/far-from-expiry" }, 90);
    return [];
  },
  expected: [],
};

const pendingDeletion: Incident = {
  title: `A key of ${OTHER_REGION} that is pending deletion is used`,
  happen: async () => {
    const key = { region: OTHER_REGION, alias: "replay/pending-deletion" };
    const keyArn = await ensureKeyPendingDeletion(key);
    const answer = await tryToEncrypt(keyArn);
    if (answer === undefined) {
      throw new Error(`The embedded AWS encrypted with ${keyArn}, which is pending deletion`);
    }
    const eventTime = new Date().toISOString();
    await deliver(
      kmsRecord({ eventName: "Encrypt", readOnly: true, keyArn, eventTime, ...answer }),
      HOME_REGION,
    );
    return [];
  },
  expected: [
    {
      detection: "key-pending-deletion-used",
      severity: "critical",
      mentions: "KMSKeyPendingDeletionErrorAlarm",
    },
  ],
};

const unnamedKey = {
  region: OTHER_REGION,
  alias: "replay/unnamed-imported",
  keyId: "0987dcba-09fe-87dc-65ba-ab0987654321",
} as const;

/** The expiry metric and the fleet alarm of a region. */
async function publishExpiry(region: string): Promise<readonly string[]> {
  await publishTimeLeft(region);
  const alarmNames = await evaluateQueryAlarms(region);
  return alarmNames.map((name) => `the query of alarm ${name} was evaluated on this machine`);
}

const namedKeyExpires: Incident = {
  title: "Material of a key that the settings name expires in 5 days",
  happen: async () => {
    await ensureImportedKey(namedKey, 5);
    return publishExpiry(HOME_REGION);
  },
  expected: [
    { detection: "named-key-material-expires", severity: "critical", mentions: "10-days" },
    { detection: "named-key-material-expires", severity: "warning", mentions: "30-days" },
    { detection: "any-key-material-expires", severity: "warning", mentions: namedKey.keyId },
  ],
};

const unnamedKeyExpires: Incident = {
  title: `Material of a key of ${OTHER_REGION} that nobody named expires in 20 days`,
  happen: async () => {
    await ensureImportedKey(unnamedKey, 20);
    return publishExpiry(OTHER_REGION);
  },
  expected: [
    { detection: "any-key-material-expires", severity: "warning", mentions: unnamedKey.keyId },
  ],
};

/** The guide's own event documents, from us-west-2. */
const lifecycle: readonly Incident[] = eventDetections.map((detection) => ({
  title: `KMS sends "${detection.eventPattern["detail-type"].join()}" in ${OTHER_REGION}`,
  happen: async () => {
    for (const event of detection.matching) {
      await publishEvent(event);
    }
    return [];
  },
  expected: detection.matching.map((event) => ({
    detection: detection.id,
    severity: detection.severity,
    mentions: event.resources[0] ?? "",
  })),
}));

export const incidents: readonly Incident[] = [
  quiet,
  pendingDeletion,
  namedKeyExpires,
  unnamedKeyExpires,
  ...lifecycle,
];
