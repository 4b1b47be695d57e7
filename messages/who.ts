// Says in words who made a call, from the userIdentity of its record.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
import { textAt } from "./clean";

export interface Who {
  /** As a person would say it. */
  readonly words: string;
  /** The ARN if there is one, else what identifies the caller best. */
  readonly principal: string | undefined;
  readonly type: string | undefined;
  /** Account of the caller. */
  readonly account: string | undefined;
}

export const NOT_IN_RECORD = "not in the record";

/** @param identity The record's userIdentity, of whatever form. */
export function whoOf(identity: unknown): Who {
  const type = textAt(identity, "type");
  const arn = textAt(identity, "arn");
  const words = [
    caller(identity, type),
    ...(arn === undefined ? [] : [`(${arn})`]),
    ...behalf(identity, type),
  ];
  return {
    words: words.join(" "),
    principal: arn ?? textAt(identity, "principalId") ?? textAt(identity, "invokedBy"),
    type,
    account: textAt(identity, "accountId"),
  };
}

function caller(identity: unknown, type: string | undefined): string {
  const name = textAt(identity, "userName") ?? textAt(identity, "principalId") ?? NOT_IN_RECORD;
  const account = textAt(identity, "accountId") ?? NOT_IN_RECORD;
  const provider = textAt(identity, "identityProvider") ?? NOT_IN_RECORD;
  const service = textAt(identity, "invokedBy");
  switch (type) {
    case "Root":
      return `root user of account ${account}`;
    case "IAMUser":
      return `IAM user ${name}`;
    case "AssumedRole":
      return session(identity);
    case "Role":
      return `role ${name}`;
    case "FederatedUser":
      return `federated user ${sessionName(identity)}, by ${issuer(identity)}`;
    case "SAMLUser":
      return `SAML user ${name} of ${provider}`;
    case "WebIdentityUser":
      return `web identity ${name} of ${provider}`;
    case "IdentityCenterUser":
      return `IAM Identity Center user ${textAt(identity, "onBehalfOf", "userId") ?? name}`;
    case "AWSAccount":
      return `a caller of account ${account} (${textAt(identity, "principalId") ?? NOT_IN_RECORD})`;
    case "AWSService":
      return `AWS service ${service ?? NOT_IN_RECORD}`;
    case undefined:
      // Records of what a service does by itself have no type: https://docs.aws.amazon.com/kms/latest/developerguide/ct-rotatekey.html
      return service === undefined ? NOT_IN_RECORD : `AWS itself (${service})`;
    default:
      return `${type} ${name}`;
  }
}

/** Roles that IAM Identity Center makes for its permission sets. */
const IDENTITY_CENTER_ROLE = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

function session(identity: unknown): string {
  const role =
    textAt(identity, "sessionContext", "sessionIssuer", "userName") ??
    textAt(identity, "arn")?.split("/").at(-2) ??
    NOT_IN_RECORD;
  const name = sessionName(identity);
  const permissionSet = IDENTITY_CENTER_ROLE.exec(role)?.[1];
  if (permissionSet !== undefined) {
    return `IAM Identity Center user ${name}, permission set ${permissionSet}`;
  }
  const provider = textAt(identity, "sessionContext", "webIdFederationData", "federatedProvider");
  const by = provider === undefined ? "" : `, by web identity of ${provider}`;
  const source = textAt(identity, "sessionContext", "sourceIdentity");
  const of = source === undefined ? "" : `, source identity ${source}`;
  return `role ${role}, session ${name}${by}${of}`;
}

/** The last part of the ARN; the principal's id ends with it too. */
function sessionName(identity: unknown): string {
  const places = [textAt(identity, "arn")?.split("/"), textAt(identity, "principalId")?.split(":")];
  return places.find((parts) => parts !== undefined && parts.length > 1)?.at(-1) ?? NOT_IN_RECORD;
}

function issuer(identity: unknown): string {
  const issuerAt = (name: string) => textAt(identity, "sessionContext", "sessionIssuer", name);
  return issuerAt("type") === "Root"
    ? `root user of account ${issuerAt("accountId") ?? NOT_IN_RECORD}`
    : `IAM user ${issuerAt("userName") ?? NOT_IN_RECORD}`;
}

/** A service that called with the caller's permissions, and the person whom a role acts for. */
function behalf(identity: unknown, type: string | undefined): readonly string[] {
  const service = textAt(identity, "invokedBy");
  const person = textAt(identity, "onBehalfOf", "userId");
  return [
    ...(service === undefined || type === undefined || type === "AWSService"
      ? []
      : [`through ${service}`]),
    ...(person === undefined || type === "IdentityCenterUser"
      ? []
      : [`on behalf of IAM Identity Center user ${person}`]),
  ];
}
