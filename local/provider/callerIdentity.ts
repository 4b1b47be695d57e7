import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Aws } from "./aws";

// Whose credentials these are.

export async function accountId(aws: Aws): Promise<string> {
  const identity = await aws.client(STSClient).send(new GetCallerIdentityCommand({}));
  return identity.Account ?? "";
}
