// The incidents that are replayed through what is deployed, and the messages that a person must get because of each.
import { anyKeyMaterialExpires, namedKeyMaterialExpires } from "../../detections/keyMaterialExpiry";
import { keyPendingDeletionUsed } from "../../detections/keyUse";
import { kmsRecord } from "../../detections/kmsRecord";
import { ACCOUNT_ID, HOME_REGION } from "../environment";
import { deliver } from "./cloudTrail";
import { evaluateQueryAlarms, publishTimeLeft } from "./keyMaterialMetrics";
import { ensureImportedKey, ensureKey, ensureKeyPendingDeletion, tryToEncrypt } from "./realKeys";
import { freshRecord, type DeployedNames } from "./fresh";
import type { Incident } from "./incident";
import { metricIncidents } from "./metricIncidents";
import { eventsNearby, nearMisses, ordinaryUse, recordIncidents } from "./recordIncidents";
import { publishEvent } from "./serviceEvents";

/** The key that Pulumi.local.yaml names. It must exist before the stack. */
export const namedKey = {
  region: HOME_REGION,
  alias: "replay/named-imported",
  keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
} as const;

/** Days that are quiet, that are worth a warning, and that are critical. */
const [FAR, SOON, VERY_SOON] = [90, 20, 5] as const;

/** @param other A watched region that is not the home region. */
export function incidentsIn(
  home: string,
  other: string,
  names: DeployedNames,
): readonly Incident[] {
  const unnamedKeys = [
    {
      region: other,
      alias: "replay/unnamed-imported",
      keyId: "0987dcba-09fe-87dc-65ba-ab0987654321",
    },
    {
      region: other,
      alias: "replay/another-imported",
      keyId: "1234abcd-fa85-46b3-a8b5-ab0987654321",
    },
  ] as const;
  const breached = new Set<string>();

  /** KMS's and CloudWatch's part: the expiry metric, and the alarms on queries. */
  async function publishExpiry(region: string): Promise<readonly string[]> {
    await publishTimeLeft(region);
    const alarmNames = await evaluateQueryAlarms(region, breached);
    return alarmNames.map((name) => `the query of alarm ${name} was evaluated on this machine`);
  }

  const quiet: Incident = {
    title: `Ordinary use of keys, near misses, and imported material with ${FAR} days left`,
    happen: async () => {
      const keyArn = await ensureKey({ region: other, alias: "replay/ordinary" });
      if ((await tryToEncrypt(keyArn)) !== undefined) {
        throw new Error(`The embedded AWS cannot encrypt with ${keyArn}`);
      }
      await deliver([ordinaryUse(keyArn), ...nearMisses(names)], home);
      for (const event of eventsNearby()) await publishEvent(event);
      for (const key of [namedKey, ...unnamedKeys]) {
        await ensureImportedKey(key, FAR);
      }
      return [...(await publishExpiry(home)), ...(await publishExpiry(other))];
    },
    expected: [],
  };

  const pendingDeletion: Incident = {
    title: `A key of ${other} that is pending deletion is used`,
    happen: async () => {
      const key = { region: other, alias: "replay/pending-deletion" };
      const keyArn = await ensureKeyPendingDeletion(key);
      const answer = await tryToEncrypt(keyArn);
      if (answer === undefined) {
        throw new Error(`The embedded AWS encrypted with ${keyArn}, which is pending deletion`);
      }
      const record = kmsRecord({ eventName: "Encrypt", readOnly: true, keyArn, ...answer });
      await deliver([freshRecord(record, names)], home);
      return [];
    },
    expected: [
      {
        detection: keyPendingDeletionUsed.id,
        severity: keyPendingDeletionUsed.severity,
        mentions: other,
      },
    ],
  };

  /** An alarm at home notifies by itself; its message names the alarm, and so the named key. */
  const namedKeyExpires: readonly Incident[] = [
    {
      title: `Material of a key that the settings name expires in ${SOON} days`,
      happen: async () => {
        await ensureImportedKey(namedKey, SOON);
        return publishExpiry(home);
      },
      expected: [
        {
          detection: namedKeyMaterialExpires.id,
          severity: "warning",
          mentions: `${namedKey.keyId}-30-days`,
        },
        {
          detection: anyKeyMaterialExpires.id,
          severity: "warning",
          mentions: `${anyKeyMaterialExpires.alarm.name}-${home}-30-days`,
        },
      ],
    },
    {
      title: `The same material expires in ${VERY_SOON} days`,
      happen: async () => {
        await ensureImportedKey(namedKey, VERY_SOON);
        return publishExpiry(home);
      },
      expected: [
        {
          detection: namedKeyMaterialExpires.id,
          severity: "critical",
          mentions: `${namedKey.keyId}-10-days`,
        },
        {
          detection: anyKeyMaterialExpires.id,
          severity: "critical",
          mentions: `${anyKeyMaterialExpires.alarm.name}-${home}-10-days`,
        },
      ],
    },
  ];

  /** Each key is told once for each notice, whatever other keys did before. */
  const unnamedKeyExpires: readonly Incident[] = (
    [
      ["warning", SOON],
      ["critical", VERY_SOON],
    ] as const
  ).flatMap(([severity, days]) =>
    unnamedKeys.map((key, index) => ({
      title: `Material of ${index === 0 ? "a" : "another"} key of ${other} that nobody named expires in ${days} days`,
      happen: async () => {
        await ensureImportedKey(key, days);
        return publishExpiry(other);
      },
      expected: [{ detection: anyKeyMaterialExpires.id, severity, mentions: key.keyId }],
    })),
  );

  const onRecords = recordIncidents(home, names).filter(
    ({ expected }) => expected[0]?.detection !== keyPendingDeletionUsed.id,
  );
  const arn = `arn:aws:kms:${home}:${ACCOUNT_ID}:key/${namedKey.keyId}`;
  const inMetrics = metricIncidents(other, { ...namedKey, arn });
  return [
    quiet,
    pendingDeletion,
    ...onRecords,
    ...namedKeyExpires,
    ...unnamedKeyExpires,
    ...inMetrics,
  ];
}
