// Writes the message of a detection: for people a subject and a plain text, for machines a flat object.
import type { Severity } from "../detections/detection";
import { factsOf, type Facts } from "./facts";
import { linksOf, type Links, type LinkSettings } from "./links";
import type { DetectionText } from "./watch";
import { NOT_IN_RECORD } from "./who";

/** The contract with every queue, function and bus that gets alerts: a field may be added, none may change. Null: not in the record. */
export interface MachineMessage {
  readonly version: 1;
  readonly detection: string;
  readonly severity: Severity;
  readonly title: string;
  readonly keyArn: string | null;
  readonly operation: string | null;
  readonly outcome: "succeeded" | "failed";
  readonly errorCode: string | null;
  readonly principal: string | null;
  readonly principalType: string | null;
  /** Null too if the caller's account is the one that has the record. */
  readonly otherAccount: string | null;
  readonly sourceIp: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly time: string | null;
  readonly eventId: string | null;
  readonly why: string;
  readonly first: string;
  readonly links: Links;
}

export interface Message {
  /** Fewer than 100 ASCII characters on one line, as SNS demands. */
  readonly subject: string;
  /** For mail. */
  readonly text: string;
  /** For a telephone. */
  readonly short: string;
  readonly machine: MachineMessage;
}

/** "must be less than 100 characters long": https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const LONGEST_SUBJECT = 99;
/** Of these characters; more only somebody who forges records would write. */
const LONGEST_PLACE = 45;
/** https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html: one part of a text message. */
const LONGEST_SHORT = 140;

/** What the services are for that saved queries look at. */
const ABOUT: ReadonlyMap<string | undefined, "key" | "trail"> = new Map([
  ["kms.amazonaws.com", "key"],
  ["cloudtrail.amazonaws.com", "trail"],
]);

/** @param evidence A CloudTrail record, or an event that KMS sent. Whatever it is, there is a message. */
export function messageOf(
  detection: DetectionText,
  evidence: unknown,
  settings: LinkSettings,
): Message {
  const facts = factsOf(evidence);
  const links = linksOf(settings, {
    detectionId: detection.id,
    keyArn: facts.keyArn,
    region: facts.region,
    eventId: facts.eventId,
    about: ABOUT.get(facts.service) ?? "other",
  });
  const place = `${facts.account ?? "?"}, ${facts.region ?? "?"}`;
  const urgency = detection.severity.toUpperCase();
  const by = `${facts.operation ?? "?"} by ${facts.who.words}`;
  return {
    subject: subjectOf(`${urgency}: ${detection.title}`, inAscii(` (${place})`, LONGEST_PLACE)),
    text: textOf(detection, facts, links),
    short: inAscii(`${urgency}: ${detection.title} (${place}). ${by}`, LONGEST_SHORT),
    machine: machineOf(detection, facts, links),
  };
}

function machineOf(
  { id, severity, title, why, runbook }: DetectionText,
  facts: Facts,
  links: Links,
): MachineMessage {
  return {
    version: 1,
    detection: id,
    severity,
    title,
    keyArn: facts.keyArn ?? null,
    operation: facts.operation ?? null,
    outcome: facts.failed ? "failed" : "succeeded",
    errorCode: facts.errorCode ?? null,
    principal: facts.who.principal ?? null,
    principalType: facts.who.type ?? null,
    otherAccount: otherAccount(facts) ?? null,
    sourceIp: facts.sourceIp ?? null,
    account: facts.account ?? null,
    region: facts.region ?? null,
    time: facts.time ?? null,
    eventId: facts.eventId ?? null,
    why,
    first: runbook,
    links,
  };
}

function textOf(detection: DetectionText, facts: Facts, links: Links): string {
  const say = (value: string | undefined): string => value ?? NOT_IN_RECORD;
  const other = otherAccount(facts);
  const from = [facts.sourceIp, facts.userAgent].filter((value) => value !== undefined);
  const query = links.savedQuery === null ? [] : [`(saved query ${links.savedQuery})`];
  return [
    `${detection.title}.`,
    "",
    ...subjectsOf(facts),
    `Operation: ${say(facts.operation)} (${say(facts.service)}), ${outcomeOf(facts)}`,
    `Who: ${facts.who.words}`,
    ...(other === undefined ? [] : [`Other account: the caller belongs to ${other}`]),
    `From: ${from.length === 0 ? NOT_IN_RECORD : [...new Set(from)].join(", ")}`,
    `Account: ${say(facts.account)}`,
    `Region: ${say(facts.region)}`,
    `When: ${say(facts.time)}`,
    "",
    `Why it matters: ${detection.why}`,
    `First: ${detection.runbook}`,
    "",
    ...(links.key === null ? [] : [`Key page: ${links.key}`]),
    ...(links.logsInsights === null && query.length === 0
      ? []
      : [`Logs Insights: ${[links.logsInsights ?? "", ...query].join(" ").trim()}`]),
    ...(links.event === null ? [] : [`CloudTrail event: ${links.event}`]),
    `Runbook: ${links.runbook}`,
  ].join("\n");
}

/** The key, and what else the call was about. A call to another service need not be about a key. */
function subjectsOf({ keyArn, keyName, about }: Facts): readonly string[] {
  const key = keyArn === undefined ? keyName : [keyArn, keyName && `(${keyName})`].filter(Boolean);
  const keyText = typeof key === "object" ? key.join(" ") : key;
  return [
    ...(about === undefined || keyText !== undefined ? [`Key: ${keyText ?? NOT_IN_RECORD}`] : []),
    ...(about === undefined ? [] : [`About: ${about}`]),
  ];
}

function outcomeOf({ failed, errorCode, errorMessage }: Facts): string {
  if (!failed) return "succeeded";
  const said = [errorCode, errorMessage].filter((value) => value !== undefined);
  return said.length === 0 ? "failed" : `failed: ${said.join(", ")}`;
}

/** The caller's account, if the record was written for another one. */
function otherAccount({ who, account }: Facts): string | undefined {
  return who.account === account || account === undefined ? undefined : who.account;
}

/** A long title is cut, so that the place is always there. */
function subjectOf(title: string, place: string): string {
  return `${inAscii(title, LONGEST_SUBJECT - place.length)}${place}`;
}

function inAscii(text: string, longest: number): string {
  const ascii = text.replace(/…/g, "...").replace(/[^ -~]/gu, "?");
  return ascii.length <= longest ? ascii : `${ascii.slice(0, longest - 3)}...`;
}
