// Pieces of Athena SQL that saved queries share. Functions are those of Trino, on which Athena's engine version 3 is built.
// https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html
import {
  cryptographicOperations,
  PLACEHOLDER_KEY_ID,
  principalFields,
  principalOrRoleFields,
} from "./kms";

/** The first day of the archive's table: no log file is older. */
export const FIRST_DAY = "2013/11/13";

const REACH_DAYS = 90;

interface Reach {
  /** What a description says of it. */
  readonly told: string;
  /** The condition on the day, under a line that says how to change it. */
  readonly condition: string;
}

/**
 * For questions that few records answer, but perhaps old ones. It reads every log file of the account; and Athena looks for
 * files of every projected day in every region, whether or not there are any: some 160,000 places, of a million that it can.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html
 */
export const wholeArchive: Reach = {
  told: "In Athena it asks the whole archive; write a later first day into the query to read less.",
  condition: `-- Put the day that your key or your trail was made in place of the one in the next line: that is faster, and costs less.
  AND day >= '${FIRST_DAY}'`,
};

/** For questions that would read much, and about what is new. */
export const lastDays: Reach = {
  told: `In Athena it asks of the last ${REACH_DAYS} days; write other days into the query to ask of what is older.`,
  condition: `-- For other days put in place of the next line, for example: AND day BETWEEN '2024/01/01' AND '2024/03/31'
  AND day >= date_format(current_date - INTERVAL '${REACH_DAYS}' DAY, '%Y/%m/%d')`,
};

/**
 * The conditions that bound what Athena reads, and so what a query costs. The table of an organization wants the account by
 * equality, because Athena cannot know which accounts there are.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export function withinReach(accountId: string, { condition }: Reach): string {
  return `-- AWS charges for what Athena reads: the log files of one account, delivered on the days that the next lines say.
  account = '${accountId}'
  ${condition}`;
}

export const principal = `coalesce(${principalFields.join(", ")})`.toLowerCase();

export const principalOrRole = `coalesce(${principalOrRoleFields.join(", ")})`.toLowerCase();

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
