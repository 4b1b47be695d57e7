import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { lookup } from "../../lookup";

// Who am I?

export default lookup(async (_args, aws) => {
  const identity = await aws.client(STSClient).send(new GetCallerIdentityCommand({}));
  return {
    id: identity.Account,
    accountId: identity.Account,
    arn: identity.Arn,
    userId: identity.UserId,
  };
});
