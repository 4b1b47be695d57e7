import assert from "node:assert/strict";
import { documentOf } from "../testing/resource";
import { saidOf } from "../testing/said";
import { SECRET, UNKNOWN } from "../rule";
import { kmsKeyPolicyNotPublic as rule } from "./kmsKeyPolicyNotPublic";

const KEY = "aws:kms/key:Key";
const OWN = "111122223333";
const OTHER = "444455556666";
const root = (account: string): string => `arn:aws:iam::${account}:root`;
const allow = (Principal: unknown, Condition?: object): object => ({
  Effect: "Allow",
  Principal,
  Action: "kms:Decrypt",
  Resource: "*",
  Condition,
});
const OWNER = { ...allow({ AWS: root(OWN) }), Action: "kms:*" };
const said = (statement: object, settings: object = {}) =>
  saidOf(rule, KEY, { policy: documentOf(OWNER, statement) }, settings);
const alone = (...statements: readonly object[]) =>
  saidOf(rule, KEY, { policy: { Statement: statements } });
const when = (Condition: object, settings: object = {}) =>
  said(allow({ AWS: "*" }, Condition), settings);

const ANYBODY = "admits anybody, and no condition demands a fixed account or organization";
const SEVERAL = "policy names several accounts, and does not tell which of them is its own";
const mayBeForeign = (path: string) => `${path} admits an account that may be a foreign one`;
const ORGANIZATION = "o-a1b2c3d4e5";
const AT = "policy.Statement[1].Principal";

describe("kms-key-policy-not-public", () => {
  it("cites the controls that ask for this, and no others", () => {
    assert.deepEqual(rule.controls, ["KMS.5"]);
  });

  it("is mandatory, and allows the account and the services that a key policy usually has", () => {
    assert.equal(rule.level, "mandatory");
    assert.deepEqual(saidOf(rule, KEY, {}), []);
    assert.deepEqual(saidOf(rule, KEY, { policy: "" }), []);
    assert.deepEqual(said(allow({ AWS: [`arn:aws:iam::${OWN}:role/app`, OWN] })), []);
    assert.deepEqual(said(allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/app/a` })), []);
    assert.deepEqual(said(allow({ Service: ["logs.eu-west-1.amazonaws.com"] })), []);
    assert.deepEqual(said({ ...allow("*"), Effect: "Deny" }), []);
  });

  it("refuses everybody, in each way to write it", () => {
    assert.deepEqual(said(allow("*")), [`${AT} ${ANYBODY}`]);
    assert.deepEqual(said(allow({ AWS: "*" })), [`${AT}.AWS ${ANYBODY}`]);
    assert.deepEqual(said(allow({ AWS: [root(OWN), "*"] })), [`${AT}.AWS[1] ${ANYBODY}`]);
    assert.deepEqual(said(allow({ AWS: `arn:aws:iam::${OWN}:role/*` })), [`${AT}.AWS ${ANYBODY}`]);
    assert.deepEqual(said(allow({ Service: "*" })), [`${AT}.Service ${ANYBODY}`]);
    const provider = "cognito-identity.amazonaws.com";
    assert.deepEqual(said(allow({ Federated: provider })), [`${AT}.Federated ${ANYBODY}`]);
  });

  it("refuses NotPrincipal, which admits everybody else", () => {
    const { Principal: NotPrincipal, ...rest } = allow({ AWS: root(OTHER) }) as {
      Principal: object;
    };
    assert.deepEqual(said({ ...rest, NotPrincipal }), [
      `policy.Statement[1].NotPrincipal ${ANYBODY}`,
    ]);
  });

  it("allows everybody of a fixed account or organization", () => {
    for (const condition of [
      {
        StringEquals: { "kms:CallerAccount": OWN, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
      },
      { StringEquals: { "AWS:SourceAccount": [OWN] } },
      { ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:*:${OWN}:alarm:*` } },
      { StringLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:role/a*` } },
    ]) {
      assert.deepEqual(when(condition), []);
    }
    const settings = { allowedAccounts: [OWN], allowedOrganizations: [ORGANIZATION] };
    for (const condition of [
      { StringEquals: { "aws:PrincipalOrgID": [ORGANIZATION] } },
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${ORGANIZATION}/r-ab12/*` } },
    ]) {
      assert.deepEqual(when(condition, settings), []);
    }
  });

  it("refuses conditions that leave anybody in", () => {
    for (const condition of [
      {},
      { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      { StringLike: { "kms:CallerAccount": "*" } },
      { StringLike: { "kms:CallerAccount": [OWN, "1111*"] } },
      { StringEquals: { "kms:CallerAccount": [] } },
      { StringEquals: { "kms:CallerAccount": "${aws:PrincipalAccount}" } },
      { StringNotEquals: { "kms:CallerAccount": OWN } },
      { StringEqualsIfExists: { "kms:CallerAccount": OWN } },
      { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      { StringLike: { "aws:PrincipalOrgID": "o-*" } },
      { StringLike: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5", "*"] } },
      { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
      { Bool: { "aws:SecureTransport": "true" } },
    ]) {
      assert.deepEqual(when(condition), [`${AT}.AWS ${ANYBODY}`], JSON.stringify(condition));
    }
  });

  it("takes the only account that a policy names for its own, if its root may do all", () => {
    assert.deepEqual(alone(OWNER), []);
    assert.deepEqual(alone({ ...OWNER, Principal: { AWS: OWN }, Action: "*" }), []);
    for (const doubtful of [
      { ...OWNER, Action: ["kms:Decrypt", "kms:Put*"] },
      { ...OWNER, Resource: `arn:aws:kms:eu-west-1:${OWN}:key/1` },
      { ...OWNER, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
      { ...OWNER, Principal: { AWS: `arn:aws:iam::${OWN}:role/admin` } },
    ]) {
      assert.deepEqual(alone(doubtful), [mayBeForeign("policy.Statement[0].Principal.AWS")]);
    }
    const bypassed = { policy: documentOf(OWNER), bypassPolicyLockoutSafetyCheck: true };
    const refused = [mayBeForeign("policy.Statement[0].Principal.AWS")];
    assert.deepEqual(saidOf(rule, KEY, bypassed), refused);
    const unknown = { ...bypassed, bypassPolicyLockoutSafetyCheck: UNKNOWN };
    assert.deepEqual(saidOf(rule, KEY, unknown), refused);
    assert.deepEqual(saidOf(rule, KEY, bypassed, { allowedAccounts: [OWN] }), []);
  });

  it("refuses to guess among several accounts, and says so once", () => {
    assert.deepEqual(said(allow({ AWS: root(OTHER) })), [SEVERAL]);
    assert.deepEqual(said({ ...OWNER, Principal: { AWS: root(OTHER) } }), [SEVERAL]);
    assert.deepEqual(when({ StringEquals: { "kms:CallerAccount": OTHER } }), [SEVERAL]);
    const both = allow({ AWS: [root(OTHER), "*"] }, { StringEquals: { "kms:CallerAccount": OWN } });
    assert.deepEqual(said(both), [SEVERAL]);
  });

  it("takes no account for its own because a resource has it", () => {
    const Resource = ["*", `arn:aws:kms:eu-west-1:${OTHER}:key/1`];
    assert.deepEqual(said({ ...allow({ AWS: root(OTHER) }), Resource }), [SEVERAL]);
    assert.deepEqual(alone({ ...allow({ AWS: root(OTHER) }), Resource }), [
      mayBeForeign("policy.Statement[0].Principal.AWS"),
    ]);
  });

  it("takes no account for its own beside an organization, or a principal that is not known", () => {
    const everything = { ...OWNER, Principal: { AWS: root(OTHER) } };
    const inOrganization = allow("*", { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } });
    const foreign = mayBeForeign("policy.Statement[1].Principal.AWS");
    const policy = { Statement: [inOrganization, everything] };
    const settings = { allowedOrganizations: [ORGANIZATION] };
    assert.deepEqual(saidOf(rule, KEY, { policy }, settings), [foreign]);
    const lenient = { refuseUnknown: "none" };
    for (const statement of [
      { ...OWNER, Principal: { AWS: UNKNOWN } },
      { ...OWNER, Effect: UNKNOWN },
      allow("*", { StringEquals: { "kms:CallerAccount": UNKNOWN } }),
      UNKNOWN,
    ]) {
      const unclear = { Statement: [statement, everything] };
      assert.deepEqual(saidOf(rule, KEY, { policy: unclear }, lenient), [foreign]);
    }
    const inOneList = { ...OWNER, Principal: { AWS: [UNKNOWN, root(OTHER)] } };
    assert.deepEqual(alone(inOneList), [
      mayBeForeign("policy.Statement[0].Principal.AWS[1]"),
      "policy.Statement[0].Principal.AWS[0] is not known at preview",
    ]);
  });

  it("refuses an organization that no setting allows", () => {
    const condition = { StringEquals: { "aws:PrincipalOrgID": "o-attackers1" } };
    const everything = { ...allow("*", condition), Action: "kms:*" };
    assert.deepEqual(alone(everything), [
      "policy.Statement[0].Condition.StringEquals.aws:PrincipalOrgID admits an organization that allowedOrganizations does not have",
    ]);
  });

  it("takes ids of accounts and organizations only in the form that AWS gives them", () => {
    for (const settings of [
      { allowedAccounts: ["1111"] },
      { allowedAccounts: [root(OWN)] },
      { allowedOrganizations: ["attackers1"] },
      { allowedOrganizations: ["o-*"] },
    ]) {
      assert.equal(rule.settings.safeParse(settings).success, false, JSON.stringify(settings));
    }
  });

  it("knows the accounts and organizations that the settings name, and no others", () => {
    const settings = { allowedAccounts: [OWN, OTHER], allowedOrganizations: ["o-a1b2c3d4e5"] };
    assert.deepEqual(said(allow({ AWS: root(OTHER) }), settings), []);
    assert.deepEqual(said(allow({ AWS: ["777788889999"] }), settings), [
      `${AT}.AWS[0] admits an account that allowedAccounts does not have`,
    ]);
    assert.deepEqual(when({ StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } }, settings), [
      "policy.Statement[1].Condition.StringEquals.aws:PrincipalOrgID admits an organization that allowedOrganizations does not have",
    ]);
  });

  it("refuses principals of which nobody can tell the account", () => {
    const why = "is a principal of which nobody can tell the account";
    assert.deepEqual(said(allow({ AWS: "AIDACKCEVSQ6C2EXAMPLE" })), [`${AT}.AWS ${why}`]);
    assert.deepEqual(said(allow({ CanonicalUser: "79a59df900b9" })), [
      `${AT}.CanonicalUser ${why}`,
    ]);
    assert.deepEqual(said(allow(undefined)), [
      "policy.Statement[1] allows something to no principal",
    ]);
    assert.deepEqual(said(allow("everybody")), [`${AT} is not a principal`]);
  });

  it("leaves a document of which nothing is known to the update, unless told to refuse it", () => {
    assert.deepEqual(saidOf(rule, KEY, { policy: UNKNOWN }), []);
    assert.deepEqual(saidOf(rule, KEY, { policy: UNKNOWN }, { refuseUnknown: "all" }), [
      "policy is not known at preview",
    ]);
    assert.deepEqual(saidOf(rule, KEY, { policy: SECRET }), [
      "policy is a secret, which nobody can judge",
    ]);
  });

  it("refuses principals and conditions that are not known, unless told to leave them to the update", () => {
    const of = (statement: object, settings: object = {}) =>
      saidOf(rule, KEY, { policy: { Statement: [OWNER, statement] } }, settings);
    const settings = { allowedAccounts: [OWN] };
    const lenient = { ...settings, refuseUnknown: "none" };
    for (const [principal, path] of [
      [UNKNOWN, AT],
      [{ AWS: [UNKNOWN] }, `${AT}.AWS[0]`],
    ] as const) {
      assert.deepEqual(of(allow(principal), lenient), []);
      assert.deepEqual(of(allow(principal), settings), [`${path} is not known at preview`]);
    }
    for (const condition of [
      UNKNOWN,
      { StringEquals: UNKNOWN },
      { StringEquals: { "kms:CallerAccount": UNKNOWN } },
    ]) {
      const statement = { ...allow("*"), Condition: condition };
      assert.deepEqual(of(statement, lenient), []);
      assert.deepEqual(of(statement, settings), [
        "policy.Statement[1].Condition is not known at preview",
      ]);
    }
    assert.deepEqual(of(allow({ AWS: ["*", UNKNOWN] }), lenient), [`${AT}.AWS[0] ${ANYBODY}`]);
  });

  it("reads the key policies of each kind of key", () => {
    const policy = documentOf(allow("*"));
    for (const [type, property] of [
      ["aws:kms/externalKey:ExternalKey", "policy"],
      ["aws:kms/replicaKey:ReplicaKey", "policy"],
      ["aws:kms/replicaExternalKey:ReplicaExternalKey", "policy"],
      ["aws:kms/keyPolicy:KeyPolicy", "policy"],
      ["aws-native:kms:Key", "keyPolicy"],
      ["aws-native:kms:ReplicaKey", "keyPolicy"],
    ] as const) {
      assert.deepEqual(saidOf(rule, type, { [property]: policy }), [
        `${property}.Statement[0].Principal ${ANYBODY}`,
      ]);
      assert.ok(rule.types.includes(type), type);
    }
  });
});
