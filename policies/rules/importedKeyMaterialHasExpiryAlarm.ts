import { z } from "zod";
import { hasEnabledAction } from "../alarms/actions";
import { monitoringIn } from "../alarms/awsForms";
import { watchesExpiry } from "../alarms/expiryAlarms";
import { regionOf } from "../alarms/region";
import { METRIC_ALARM } from "../alarms/types";
import type { Resource, StackRule, Violation } from "../rule";

// Imported key material that expires must have an alarm: when it does, KMS deletes it, and only its owner has a copy.
// https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-import-key-material.html#importing-keys-expiration

/** E.g. eu-west-1, us-gov-east-1, eusc-de-east-1. A misspelt region would watch nothing. */
const REGION = /^[a-z]{2,4}(-[a-z]{2,4})?-(central|east|west|(north|south)(east|west)?)-[1-9]\d?$/;

const settings = z.strictObject({
  minimumNoticeDays: z
    .int()
    .min(1)
    .default(7)
    .describe("Days before the material expires at which an alarm must go off at the latest"),
  regionsWatchedElsewhere: z
    .array(z.string().regex(REGION))
    .default([])
    .describe("Regions in which another stack has an alarm on the imported material of all keys"),
  allowAlarmsWithoutActions: z
    .boolean()
    .default(false)
    .describe("Accept alarms that notify nobody, because an EventBridge rule tells of their state"),
});
type Settings = z.output<typeof settings>;

const KEYS = ["aws:kms/externalKey:ExternalKey", "aws:kms/replicaExternalKey:ReplicaExternalKey"];

export const importedKeyMaterialHasExpiryAlarm: StackRule<Settings> = {
  name: "imported-key-material-has-expiry-alarm",
  title: "Imported key material that expires must have an alarm that goes off in time.",
  why: "KMS deletes the material, and nothing that the key encrypted can be read until it is imported again.",
  controls: ["NIST SI-4"],
  level: "mandatory",
  settings,
  judgeStack: (resources, given) => {
    const alarms = monitoringIn(resources).filter(({ type }) => type === METRIC_ALARM);
    return resources
      .filter(({ type, props }) => KEYS.includes(type) && expires(props["validTo"]))
      .filter((key) => !given.regionsWatchedElsewhere.includes(regionOf(key) ?? ""))
      .flatMap((resource) => {
        const violation = violationOf(resource, alarms, given);
        return violation === undefined ? [] : [{ resource, violation }];
      });
  },
};

/** A date that is not known, or a secret, is a date. */
function expires(validTo: unknown): boolean {
  return validTo !== undefined && validTo !== null && validTo !== "";
}

function violationOf(
  key: Resource,
  alarms: readonly Resource[],
  { minimumNoticeDays, allowAlarmsWithoutActions }: Settings,
): Violation | undefined {
  const watching = alarms.filter((alarm) => watchesExpiry(alarm, key, minimumNoticeDays));
  if (watching.length === 0) {
    return {
      path: "validTo",
      why: `makes the key material expire, and no alarm on SecondsUntilKeyMaterialExpiration goes off at least ${minimumNoticeDays} days before`,
      fix: "add an alarm on this key in its region, or name the region in regionsWatchedElsewhere",
    };
  }
  if (allowAlarmsWithoutActions || watching.some(hasEnabledAction)) return undefined;
  return {
    path: "validTo",
    why: "makes the key material expire, and the alarm on it has no enabled action",
    fix: "give the alarm the ARN of an SNS topic in alarmActions",
  };
}
