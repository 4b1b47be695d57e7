import {
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListRootsCommand,
  DescribeOrganizationCommand,
  OrganizationsClient,
  type Account,
  type Organization,
  type Root,
} from "@aws-sdk/client-organizations";
import { accountId } from "../../callerIdentity";
import { lookup } from "../../lookup";
import type { Values } from "../../resourceType";

// To which organization does the account belong? Only the management account learns of the other accounts and of the services that
// may act in them; the real provider then says nothing about these.

export default lookup(async (args, aws) => {
  const organizations = aws.client(OrganizationsClient);
  const answer = await organizations.send(new DescribeOrganizationCommand({}));
  const organization = answer.Organization ?? {};
  const { returnOrganizationOnly } = args;
  const isManagement = organization.MasterAccountId === (await accountId(aws));
  const seen = {
    ...described(organization),
    returnOrganizationOnly: returnOrganizationOnly === true,
  };
  if (returnOrganizationOnly === true || !isManagement) return { ...seen, ...NOT_SEEN };
  const accounts = await allAccounts(organizations);
  const access = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
  const { Roots: roots = [] } = await organizations.send(new ListRootsCommand({}));
  const management = accounts.find(({ Id }) => Id === organization.MasterAccountId);
  return {
    ...seen,
    accounts: accounts.map(accountFromAws),
    nonMasterAccounts: accounts.filter((one) => one !== management).map(accountFromAws),
    masterAccountName: management?.Name ?? "",
    awsServiceAccessPrincipals: (access.EnabledServicePrincipals ?? [])
      .map(({ ServicePrincipal = "" }) => ServicePrincipal)
      .sort(),
    enabledPolicyTypes: policyTypes(roots[0]?.PolicyTypes)
      .filter(({ status }) => status === "ENABLED")
      .map(({ type }) => type),
    roots: roots.map(rootFromAws),
  };
});

const NOT_SEEN = {
  accounts: [],
  nonMasterAccounts: [],
  masterAccountName: "",
  awsServiceAccessPrincipals: [],
  enabledPolicyTypes: [],
  roots: [],
};

async function allAccounts(organizations: OrganizationsClient): Promise<Account[]> {
  const found: Account[] = [];
  let NextToken: string | undefined;
  do {
    const page = await organizations.send(new ListAccountsCommand({ NextToken }));
    found.push(...(page.Accounts ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

function described(organization: Organization): Values {
  return {
    id: organization.Id,
    arn: organization.Arn,
    featureSet: organization.FeatureSet,
    masterAccountArn: organization.MasterAccountArn,
    masterAccountEmail: organization.MasterAccountEmail,
    masterAccountId: organization.MasterAccountId,
  };
}

function accountFromAws(account: Account): Values {
  return {
    id: account.Id,
    arn: account.Arn,
    email: account.Email,
    name: account.Name,
    state: account.State ?? account.Status,
    status: account.Status,
    joinedMethod: account.JoinedMethod,
    joinedTimestamp: account.JoinedTimestamp?.toISOString(),
  };
}

function rootFromAws(root: Root): Values {
  return {
    id: root.Id,
    arn: root.Arn,
    name: root.Name,
    policyTypes: policyTypes(root.PolicyTypes),
  };
}

function policyTypes(found: Root["PolicyTypes"] = []) {
  return found.map(({ Type = "", Status = "" }) => ({ type: Type, status: Status }));
}
