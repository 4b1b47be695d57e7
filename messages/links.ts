// Where to look next: pages of the AWS console for what a message is about, in the partition of its region, and the runbook.

export interface LinkSettings {
  /** Region of the trail's log group. */
  readonly region: string;
  readonly savedQueries: { readonly key: string; readonly trail: string };
  /** Without a slash at its end. Null: the path in the repository is named. */
  readonly runbookBaseUrl: string | null;
}

/** What links are made from. */
export interface Linked {
  readonly detectionId: string;
  readonly keyArn: string | undefined;
  readonly region: string | undefined;
  readonly eventId: string | undefined;
  /** What the record is about; there is a saved query for two of them. */
  readonly about: "key" | "trail" | "other";
}

/** Null where the record does not say what a link needs. */
export interface Links {
  readonly key: string | null;
  readonly logsInsights: string | null;
  /** The saved query to choose there. */
  readonly savedQuery: string | null;
  readonly event: string | null;
  readonly runbook: string;
}

export function linksOf(settings: LinkSettings, linked: Linked): Links {
  const { detectionId, keyArn, region, eventId, about } = linked;
  const [, , , keyRegion, , keyResource] = keyArn?.split(":") ?? [];
  const keyId = keyResource?.replace(/^key\//, "");
  const { runbookBaseUrl, savedQueries } = settings;
  return {
    key: page("kms", keyRegion, keyId, (id) => `/kms/keys/${id}`),
    logsInsights: page("cloudwatch", settings.region, "", () => "logsV2:logs-insights"),
    savedQuery: about === "other" ? null : savedQueries[about],
    event: page("cloudtrailv2", region, eventId, (id) => `/events/${id}`),
    runbook: `${runbookBaseUrl ?? "docs/runbooks"}/${detectionId}.md`,
  };
}

/** A page of a regional console. Ids and regions come from records, so only what looks like one becomes part of a link. */
function page(
  console: string,
  region: string | undefined,
  id: string | undefined,
  fragment: (id: string) => string,
): string | null {
  const domain = region === undefined ? undefined : domainOf(region);
  if (region === undefined || domain === undefined) return null;
  if (id === undefined || !/^[\w-]*$/.test(id)) return null;
  return `https://${region}.${domain}/${console}/home?region=${region}#${fragment(id)}`;
}

/**
 * The console's domain in each partition. Regions of other partitions get no links.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
function domainOf(region: string): string | undefined {
  if (!/^[a-z]{2}(-[a-z]+){1,2}-\d$/.test(region) || /^us-iso|^eu-iso/.test(region))
    return undefined;
  if (region.startsWith("cn-")) return "console.amazonaws.cn";
  return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
}
