import { z } from "zod";
import { METRIC_FILTER } from "../alarms/types";
import { SECURITY_HUB_FILTERS, type SecurityHubFilter } from "../alarms/securityHubFilters";
import type { ResourceRule } from "../rule";

// A metric filter that is meant for a control of Security Hub must have its very text, because the control compares text.

/** CloudWatch Logs refuses a longer one. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const LONGEST_PATTERN = 1024;

/** Advisory: a filter with another text may see the same events, but the control fails. */
export const logsMetricFilterKeepsSecurityHubText: ResourceRule = {
  name: "logs-metric-filter-keeps-security-hub-text",
  title: "A metric filter for a control of Security Hub must have the control's very text.",
  why: "The control fails although the events are watched.",
  controls: ["CIS 4.1 to 4.15", "CloudWatch.1 to CloudWatch.14"],
  level: "advisory",
  settings: z.strictObject({}),
  types: [METRIC_FILTER],
  judge: ({ props }) => {
    const { pattern } = props;
    if (typeof pattern !== "string" || pattern.length > LONGEST_PATTERN) return [];
    if (isExact(pattern)) return [];
    return SECURITY_HUB_FILTERS.filter((filter) => isMeantFor(filter, pattern)).map((filter) => ({
      path: "pattern",
      why: `has the terms of ${filter.control} but not its text, which Security Hub compares`,
      fix: `set it to ${filter.pattern} and put other terms in a filter of their own`,
    }));
  },
};

function isExact(pattern: string): boolean {
  return SECURITY_HUB_FILTERS.some((filter) =>
    [filter.pattern, filter.earlierPattern].includes(pattern),
  );
}

/** It has every term of the control, and tests no field that the control does not: a narrower filter is another one. */
function isMeantFor(filter: SecurityHubFilter, pattern: string): boolean {
  const terms = termsOf(pattern);
  const wanted = termsOf(filter.pattern);
  const fields = new Set([...wanted].map(fieldOf));
  return (
    [...wanted].every((term) => terms.has(term)) &&
    [...terms].every((term) => fields.has(fieldOf(term)))
  );
}

/** E.g. `$.eventName=DisableKey`, whatever the spaces, brackets and quotes are. */
function termsOf(pattern: string): ReadonlySet<string> {
  const terms = pattern.replace(/^\s*\{|\}\s*$/g, "").split(/&&|\|\|/);
  return new Set(terms.map((term) => term.replace(/[\s()"]/g, "")));
}

function fieldOf(term: string): string {
  return /^\$[\w.]*?(?=NOTEXISTS|[=!<>]|$)/.exec(term)?.[0] ?? term;
}
