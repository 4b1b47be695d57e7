import assert from "node:assert/strict";
import { alice } from "./sampleEntries";
import { whoOf } from "./who";

// The examples of AWS's page on userIdentity and of the KMS guide, then what their descriptions say of the other types.

const role = {
  type: "AssumedRole",
  principalId: "AROAIDPPEZS35WEXAMPLE:AssumedRoleSessionName",
  arn: "arn:aws:sts::123456789012:assumed-role/RoleToBeAssumed/MySessionName",
  accountId: "123456789012",
  sessionContext: {
    attributes: { mfaAuthenticated: "false", creationDate: "20131102T010628Z" },
    sessionIssuer: {
      type: "Role",
      principalId: "AROAIDPPEZS35WEXAMPLE",
      arn: "arn:aws:iam::123456789012:role/RoleToBeAssumed",
      accountId: "123456789012",
      userName: "RoleToBeAssumed",
    },
  },
};

const permissionSet = "AWSReservedSSO_AdministratorAccess_0123456789abcdef";

function withContext(more: object): object {
  return { ...role, sessionContext: { ...role.sessionContext, ...more } };
}

const examples: readonly (readonly [string, unknown, string])[] = [
  [
    "the root user",
    { type: "Root", arn: "arn:aws:iam::123456789012:root", accountId: "123456789012" },
    "root user of account 123456789012 (arn:aws:iam::123456789012:root)",
  ],
  ["an IAM user", alice, "IAM user Alice (arn:aws:iam::111122223333:user/Alice)"],
  [
    "an IAM user through a service",
    { ...alice, invokedBy: "signin.amazonaws.com" },
    "IAM user Alice (arn:aws:iam::111122223333:user/Alice) through signin.amazonaws.com",
  ],
  ["a role", role, `role RoleToBeAssumed, session MySessionName (${role.arn})`],
  [
    "a role that EC2 assumes, whose ids have colons",
    {
      type: "AssumedRole",
      principalId: "123456789012:aws:ec2-infrastructure:i-81e2f56c",
      arn: "arn:aws:sts::123456789012:assumed-role/aws:ec2-infrastructure/i-81e2f56c",
      sessionContext: { sessionIssuer: { type: "Role", userName: "aws:ec2-infrastructure" } },
    },
    "role aws:ec2-infrastructure, session i-81e2f56c " +
      "(arn:aws:sts::123456789012:assumed-role/aws:ec2-infrastructure/i-81e2f56c)",
  ],
  [
    "a role without a context",
    { type: "AssumedRole", arn: role.arn },
    `role RoleToBeAssumed, session MySessionName (${role.arn})`,
  ],
  [
    "a role of which only the principal's id is known",
    { type: "AssumedRole", principalId: "AROAIDPPEZS35WEXAMPLE:build" },
    "role not in the record, session build",
  ],
  [
    "a role with a source identity",
    withContext({ sourceIdentity: "alice@example.com" }),
    `role RoleToBeAssumed, session MySessionName, source identity alice@example.com (${role.arn})`,
  ],
  [
    "a role by web identity",
    withContext({ webIdFederationData: { federatedProvider: "accounts.google.com" } }),
    `role RoleToBeAssumed, session MySessionName, by web identity of accounts.google.com (${role.arn})`,
  ],
  [
    "a permission set of IAM Identity Center",
    {
      type: "AssumedRole",
      arn: `arn:aws:sts::123456789012:assumed-role/${permissionSet}/alice@example.com`,
      sessionContext: { sessionIssuer: { type: "Role", userName: permissionSet } },
    },
    "IAM Identity Center user alice@example.com, permission set AdministratorAccess " +
      `(arn:aws:sts::123456789012:assumed-role/${permissionSet}/alice@example.com)`,
  ],
  [
    "a role on behalf of a person of IAM Identity Center",
    { ...role, onBehalfOf: { userId: "94482488-3041-7037-a9c2-0123456789ab" } },
    `role RoleToBeAssumed, session MySessionName (${role.arn}) ` +
      "on behalf of IAM Identity Center user 94482488-3041-7037-a9c2-0123456789ab",
  ],
  [
    "a user of IAM Identity Center",
    { type: "IdentityCenterUser", accountId: "123456789012", onBehalfOf: { userId: "94482488" } },
    "IAM Identity Center user 94482488",
  ],
  [
    "a federated user, by an IAM user",
    {
      type: "FederatedUser",
      arn: "arn:aws:sts::123456789012:federated-user/Bob",
      sessionContext: { sessionIssuer: { type: "IAMUser", userName: "Alice" } },
    },
    "federated user Bob, by IAM user Alice (arn:aws:sts::123456789012:federated-user/Bob)",
  ],
  [
    "a federated user, by the root user",
    {
      type: "FederatedUser",
      principalId: "123456789012:Bob",
      sessionContext: { sessionIssuer: { type: "Root", accountId: "123456789012" } },
    },
    "federated user Bob, by root user of account 123456789012",
  ],
  [
    "a SAML user",
    {
      type: "SAMLUser",
      principalId: "qualifier:subject",
      userName: "bob",
      identityProvider: "qualifier",
    },
    "SAML user bob of qualifier",
  ],
  [
    "a web identity",
    {
      type: "WebIdentityUser",
      principalId: "accounts.google.com:application-id.apps.googleusercontent.com:user-id",
      userName: "user-id",
      identityProvider: "accounts.google.com",
    },
    "web identity user-id of accounts.google.com",
  ],
  [
    "another account",
    { type: "AWSAccount", principalId: "AIDAQRSTUVWXYZEXAMPLE", accountId: "777788889999" },
    "a caller of account 777788889999 (AIDAQRSTUVWXYZEXAMPLE)",
  ],
  [
    "an AWS service",
    { type: "AWSService", invokedBy: "logs.amazonaws.com" },
    "AWS service logs.amazonaws.com",
  ],
  [
    "what a service does by itself",
    { accountId: "111122223333", invokedBy: "AWS Internal" },
    "AWS itself (AWS Internal)",
  ],
  ["a type that is not known", { type: "Directory", userName: "Carol" }, "Directory Carol"],
  ["no type", { userName: 12, arn: null }, "not in the record"],
  ["no identity", undefined, "not in the record"],
  [
    "an identity that is nothing but a type",
    { type: "SAMLUser" },
    "SAML user not in the record of not in the record",
  ],
];

describe("whoOf", () => {
  for (const [name, identity, words] of examples) {
    it(`says of ${name}: ${words.slice(0, 60)}`, () => {
      assert.equal(whoOf(identity).words, words);
    });
  }

  it("gives machines the ARN, or else what identifies the caller best", () => {
    assert.deepEqual(whoOf(alice), {
      words: "IAM user Alice (arn:aws:iam::111122223333:user/Alice)",
      principal: "arn:aws:iam::111122223333:user/Alice",
      type: "IAMUser",
      account: "111122223333",
    });
    assert.equal(whoOf({ type: "AWSAccount", principalId: "AIDA" }).principal, "AIDA");
    assert.equal(whoOf({ invokedBy: "AWS Internal" }).principal, "AWS Internal");
    assert.equal(whoOf([]).principal, undefined);
  });
});
