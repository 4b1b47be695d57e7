import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Aws } from "./aws";
import { suggestion } from "./nearestName";
import type { Values } from "./resourceType";

// The lookups that programs make: who and where am I.

type Lookup = (args: Values, aws: Aws) => Promise<Values>;

const FUNCTIONS: Readonly<Record<string, Lookup>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
};

export function findFunction(token: string): Lookup {
  const lookup = FUNCTIONS[token];
  if (lookup === undefined)
    throw new Error(
      `the stand-in aws provider has no function ${token}${suggestion(token, Object.keys(FUNCTIONS))}`,
    );
  return lookup;
}

export async function accountId(aws: Aws): Promise<string> {
  const identity = await aws.client(STSClient).send(new GetCallerIdentityCommand({}));
  return identity.Account ?? "";
}

async function getCallerIdentity(_args: Values, aws: Aws): Promise<Values> {
  const identity = await aws.client(STSClient).send(new GetCallerIdentityCommand({}));
  return {
    id: identity.Account,
    accountId: identity.Account,
    arn: identity.Arn,
    userId: identity.UserId,
  };
}

function getPartition(): Promise<Values> {
  return Promise.resolve({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  });
}

function getRegion(args: Values, aws: Aws): Promise<Values> {
  const region = [args.region, args.name].find((name) => typeof name === "string") ?? aws.region;
  return Promise.resolve({
    id: region,
    region,
    name: region,
    endpoint: `ec2.${region}.amazonaws.com`,
    description: region,
  });
}
