// Statements that let other accounts, and organizations, read the archive: list it, get its log files, and decrypt them.
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";

/** Statements of the archive's bucket policy. */
export function readerStatements(
  readers: readonly string[],
  account: Account,
  { bucketArn, logFiles }: { bucketArn: pulumi.Input<string>; logFiles: pulumi.Input<string> },
): readonly object[] {
  return forReaders(readers, account, [
    {
      Sid: "ListArchive",
      Action: ["s3:ListBucket", "s3:GetBucketLocation"],
      Resource: bucketArn,
    },
    {
      Sid: "GetLogFiles",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: logFiles,
    },
  ]);
}

/** Statements of the key's policy: readers decrypt through S3, so only what the bucket policy lets them get. */
export function decryptStatements(readers: readonly string[], account: Account): readonly object[] {
  const s3 = pulumi.interpolate`s3.${account.homeRegion}.${account.dnsSuffix}`;
  return forReaders(readers, account, [
    {
      Sid: "DecryptLogFiles",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": s3 } },
    },
  ]);
}

interface Right {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: pulumi.Input<string>;
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, unknown>> };
}

/** Each right for the accounts and for the organizations among the readers. */
function forReaders(
  readers: readonly string[],
  account: Account,
  rights: readonly Right[],
): readonly object[] {
  const organizations = readers.filter((reader) => reader.startsWith("o-"));
  const accounts = readers
    .filter((reader) => !organizations.includes(reader))
    .map((id) => account.arn("iam", "", "root", id));
  return rights.flatMap((right) => [
    ...(accounts.length === 0
      ? []
      : [{ ...right, Sid: `Accounts${right.Sid}`, Effect: "Allow", Principal: { AWS: accounts } }]),
    ...(organizations.length === 0
      ? []
      : [
          {
            ...right,
            Sid: `Organizations${right.Sid}`,
            Effect: "Allow",
            Principal: { AWS: "*" },
            Condition: {
              StringEquals: {
                ...right.Condition?.StringEquals,
                "aws:PrincipalOrgID": organizations,
              },
            },
          },
        ]),
  ]);
}
