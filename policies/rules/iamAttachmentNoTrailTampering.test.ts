import assert from "node:assert/strict";
import { saidOf } from "../testing/said";
import { SECRET, UNKNOWN } from "../rule";
import { iamAttachmentNoTrailTampering as rule } from "./iamAttachmentNoTrailTampering";

const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const attached = (policyArn: unknown, settings: object = {}) =>
  saidOf(rule, ATTACHMENT, { role: "app", policyArn }, settings);

const EVERYTHING =
  "policyArn is a policy of AWS that allows tampering with trails, eventDataStores, recorder";

describe("iam-attachment-no-trail-tampering", () => {
  it("cites no control, because none asks for this", () => assert.deepEqual(rule.controls, []));

  it("refuses AWS's policies that allow it, whatever their path, case and partition", () => {
    assert.equal(rule.level, "mandatory");
    for (const arn of [
      aws("AdministratorAccess"),
      aws("administratoraccess"),
      "arn:aws-cn:iam::aws:policy/AdministratorAccess",
      aws("PowerUserAccess"),
    ]) {
      assert.deepEqual(attached(arn), [EVERYTHING]);
    }
    assert.deepEqual(attached(aws("AWSCloudTrail_FullAccess")), [
      "policyArn is a policy of AWS that allows tampering with trails, eventDataStores",
    ]);
    assert.deepEqual(attached(aws("job-function/SystemAdministrator")), [
      "policyArn is a policy of AWS that allows tampering with trails, recorder",
    ]);
  });

  it("allows the others of AWS, and customers' own, which are judged where they are declared", () => {
    for (const arn of [
      aws("ReadOnlyAccess"),
      aws("SecurityAudit"),
      aws("job-function/ViewOnlyAccess"),
      aws("AWSCloudTrail_ReadOnlyAccess"),
      aws("service-role/AWSLambdaBasicExecutionRole"),
      "arn:aws:iam::111122223333:policy/AdministratorAccess",
    ]) {
      assert.deepEqual(attached(arn), []);
    }
  });

  it("judges the groups that the settings name", () => {
    const arn = aws("CloudWatchFullAccess");
    assert.deepEqual(attached(arn), []);
    assert.deepEqual(attached(arn, { groups: ["alarms", "topics", "keys"] }), [
      "policyArn is a policy of AWS that allows tampering with alarms, topics",
    ]);
  });

  it("reads every place where policies are attached", () => {
    const admin = aws("AdministratorAccess");
    const places: readonly (readonly [string, string, object])[] = [
      [ROLE, "managedPolicyArns[1]", { managedPolicyArns: [aws("ReadOnlyAccess"), admin] }],
      [
        "aws:iam/policyAttachment:PolicyAttachment",
        "policyArn",
        { policyArn: admin, users: ["a"] },
      ],
      ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn", { policyArn: admin }],
      ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn", { policyArn: admin }],
      [
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        "policyArns[0]",
        { policyArns: [admin] },
      ],
      [
        "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        "managedPolicyArn",
        { managedPolicyArn: admin },
      ],
      ["aws-native:iam:Role", "managedPolicyArns[0]", { managedPolicyArns: [admin] }],
      ["aws-native:sso:PermissionSet", "managedPolicies[0]", { managedPolicies: [admin] }],
    ];
    for (const [type, path, props] of places) {
      assert.deepEqual(saidOf(rule, type, { ...props }), [EVERYTHING.replace("policyArn", path)]);
      assert.ok(rule.types.includes(type), type);
    }
  });

  it("allows the principals and policies of the allow-list, if all who get it are on it", () => {
    const admin = aws("AdministratorAccess");
    assert.deepEqual(attached(admin, { allowedPrincipals: ["a?p"] }), []);
    assert.deepEqual(attached(admin, { allowedPolicies: ["*/AdministratorAccess"] }), []);
    assert.deepEqual(attached(admin, { allowedPrincipals: ["ap"] }), [EVERYTHING]);
    const both = { policyArn: admin, roles: ["app"], users: ["joe"] };
    const type = "aws:iam/policyAttachment:PolicyAttachment";
    assert.deepEqual(saidOf(rule, type, both, { allowedPrincipals: ["app"] }), [EVERYTHING]);
    assert.deepEqual(saidOf(rule, type, both, { allowedPrincipals: ["app", "joe"] }), []);
  });

  it("says what to write to allow an attachment, which then is allowed", () => {
    const props = { role: "ci", policyArn: aws("AdministratorAccess") };
    const resource = { type: ATTACHMENT, name: "ci-admin", urn: "", props, protect: false };
    const [violation] = rule.judge({ ...resource, ignoreChanges: [] }, rule.settings.parse({}));
    assert.equal(
      violation?.fix,
      'attach one that allows less, or allow this attachment in the configuration of the pack: {"iam-attachment-no-trail-tampering":{"allowedPolicies":["ci-admin"]}}',
    );
    const settings = rule.settings.parse({ allowedPolicies: ["ci-admin"] });
    assert.deepEqual(rule.judge({ ...resource, ignoreChanges: [] }, settings), []);
  });

  it("says which groups it judges only if it is told to", () => {
    assert.match(rule.title, /trails, event data stores, the recorder of AWS Config/);
    assert.match(rule.why, /IAMFullAccess, are judged only if `groups` names them/);
    assert.deepEqual(attached(aws("IAMFullAccess")), []);
    assert.deepEqual(attached(aws("IAMFullAccess"), { groups: ["roles"] }), [
      "policyArn is a policy of AWS that allows tampering with roles",
    ]);
  });

  it("leaves an ARN that is not known to the update, unless told otherwise, and refuses a secret", () => {
    assert.deepEqual(attached(UNKNOWN), []);
    const all = { refuseUnknown: "all" };
    assert.deepEqual(attached(UNKNOWN, all), ["policyArn is not known at preview"]);
    assert.deepEqual(attached(UNKNOWN, { ...all, allowedPolicies: ["thing"] }), []);
    assert.deepEqual(attached(SECRET), ["policyArn is a secret, which nobody can judge"]);
    assert.deepEqual(attached(7), ["policyArn is not the ARN of a policy"]);
    assert.deepEqual(saidOf(rule, ROLE, { managedPolicyArns: [UNKNOWN] }, all), [
      "managedPolicyArns[0] is not known at preview",
    ]);
  });
});
