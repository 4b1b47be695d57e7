// Pieces of CloudWatch Logs Insights QL that saved queries share. Fields have the names of the record: resources.0.ARN.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
import {
  cryptographicOperations,
  PLACEHOLDER_KEY_ID,
  principalFields,
  principalOrRoleFields,
} from "./kms";
import type { SavedQuery } from "./query";

export const principal = `coalesce(${principalFields.join(", ")})`;

export const principalOrRole = `coalesce(${principalOrRoleFields.join(", ")})`;

/** The key of a call: its ARN, or else whatever name the call gave it. */
export const key = "coalesce(resources.0.ARN, requestParameters.keyId)";

/**
 * Keeps the records that are about one key. A call names it by id or ARN; one that names it by an alias, or not at all, and succeeds
 * has its ARN among the resources; CreateKey has its id in the response. By the text of the record, because a field has a fixed
 * place in `resources`, and because the id is to be written once.
 */
export const filterKey = String.raw`# Put the id of your key in place of the one in the next line.
| filter @message like /"(ARN|keyId|targetKeyId|sourceKeyId|destinationKeyId)": ?"(arn:[^"]+:key\/)?${PLACEHOLDER_KEY_ID}"/`;

/** The calls that use a key, as a list. */
export const usesList = `[${cryptographicOperations.map((name) => `"${name}"`).join(", ")}]`;

/** The most rows that an answer can have: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html */
export const limitRows = "| limit 10000";

/** The text of a saved query under its title and description: the console of CloudWatch has no other place for them. */
export function logsInsightsText({ title, description, logsInsights }: SavedQuery): string {
  const sentences = description.split(/(?<=[.:]) (?=[A-Z])/);
  return [...[title, ...sentences].map((line) => `# ${line}`), logsInsights].join("\n");
}
