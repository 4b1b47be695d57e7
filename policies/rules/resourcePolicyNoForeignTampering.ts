import { z } from "zod";
import { readDocument } from "../permissions/document";
import { grantsOf } from "../permissions/grants";
import { heldAt, RESOURCE_POLICIES } from "../permissions/holders";
import { accountOfResources } from "../permissions/ownAccount";
import { strangersIn, strangerSettings } from "../permissions/strangers";
import { TAMPERING_ACTIONS } from "../permissions/tamperingActions";
import { refusedOf, refuseUnknown } from "../permissions/unknowns";
import type { ResourceRule, Violation } from "../rule";

// Refuses policies of buckets, topics, queues, buses and log groups that let strangers tamper with what the monitoring
// needs: delete the archive, unsubscribe a topic, remove a rule. Who may publish or read is not judged.

const settings = z.strictObject({ ...strangerSettings, refuseUnknown });
type Settings = z.output<typeof settings>;

export const resourcePolicyNoForeignTampering: ResourceRule<Settings> = {
  name: "resource-policy-no-foreign-tampering",
  title:
    "A policy of a bucket, topic, queue, event bus or log group must not let strangers change or delete it.",
  why: "Somebody in another account can delete logs, or keep alerts from people.",
  controls: ["CloudTrail.6", "SNS.4"],
  level: "mandatory",
  settings,
  types: Object.keys(RESOURCE_POLICIES),
  judge: (resource, given) =>
    (RESOURCE_POLICIES[resource.type]?.documents ?? [])
      .flatMap((path) => heldAt(resource, path))
      .flatMap(({ path, value }) => violationsOf(value, path, given)),
};

function violationsOf(value: unknown, path: string, given: Settings): readonly Violation[] {
  const document = readDocument(value, path);
  const tampering = new Set(
    grantsOf(document, TAMPERING_ACTIONS).map(({ statement }) => statement),
  );
  const strangers = strangersIn(
    { path, statements: [...tampering], ownAccountIn: accountOfResources },
    given,
  );
  return [
    ...document.faults,
    ...strangers.faults.map((fault) => ({
      ...fault,
      why: `${fault.why}, and the statement allows tampering`,
    })),
    ...refusedOf(document, given.refuseUnknown),
    ...refusedOf(strangers, given.refuseUnknown),
  ];
}
