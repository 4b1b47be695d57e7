// Pieces of Athena SQL that saved queries share. Functions are those of Trino, on which Athena's engine version 3 is built.
// https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html
import { cryptographicOperations, PLACEHOLDER_KEY_ID } from "./kms";

/**
 * The conditions that bound what Athena reads, and so what a query costs. Without them it reads every file of the archive.
 * The table of an organization wants the account by equality, because Athena cannot know which accounts there are.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export function withinReach(accountId: string): string {
  return `-- AWS charges for what Athena reads: one account, and as many days back as the next lines say.
  account = '${accountId}'
  AND day >= date_format(current_date - INTERVAL '90' DAY, '%Y/%m/%d')`;
}

/** Who called: a user, a session of a role, a service, or KMS itself as "AWS Internal". */
export const principal =
  "coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby)";

/** The same with all sessions of a role as one. */
export const principalOrRole =
  "coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.principalid, useridentity.invokedby)";

/** The key of a call: its ARN, or else whatever name the call gave it. */
export const key =
  "coalesce(element_at(resources, 1).arn, json_extract_scalar(requestparameters, '$.keyId'))";

/**
 * Whether a record is about one key. A call names it by id or ARN; one that names it by an alias, or not at all, and succeeds
 * has its ARN among the resources; CreateKey has its id in the response.
 */
export const namesKey = `regexp_like(
    concat_ws(' ',
      json_extract_scalar(requestparameters, '$.keyId'),
      json_extract_scalar(requestparameters, '$.targetKeyId'),
      json_extract_scalar(requestparameters, '$.sourceKeyId'),
      json_extract_scalar(requestparameters, '$.destinationKeyId'),
      json_extract_scalar(responseelements, '$.keyMetadata.keyId'),
      json_format(CAST(resources AS JSON))),
    -- Put the id of your key in place of the one in the next line.
    '(^| |:key/)${PLACEHOLDER_KEY_ID}("| |$)')`;

/** The calls that use a key, as an SQL list. */
export const usesList = `(${cryptographicOperations.map((name) => `'${name}'`).join(", ")})`;
