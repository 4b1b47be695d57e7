import assert from "node:assert/strict";
import { documentOf } from "../testing/resource";
import { saidOf } from "../testing/said";
import { SECRET, UNKNOWN } from "../rule";
import { iamPolicyNoTrailTampering as rule } from "./iamPolicyNoTrailTampering";

const POLICY = "aws:iam/policy:Policy";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const TRAIL = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit";

type Statement = Readonly<Record<string, unknown>>;
const allow = (Action: unknown, rest: object = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...rest,
});
const allowOthers = (NotAction: unknown): Statement => ({
  Effect: "Allow",
  NotAction,
  Resource: "*",
});
const DENY = { Effect: "Deny", Action: "cloudtrail:*", Resource: "*" };
const TRAILS = { groups: ["trails"] };

/** Of the group of trails alone, so that a sentence is short. */
const said = (statements: readonly Statement[], settings: object = TRAILS) =>
  saidOf(rule, POLICY, { policy: documentOf(...statements) }, settings);

const ALL =
  "cloudtrail:PutEventSelectors, cloudtrail:StopLogging, cloudtrail:DeleteTrail and 2 more actions that blind the monitoring";
const STOP = "policy.Statement[0].Action allows cloudtrail:StopLogging";

const REFUSED: Readonly<Record<string, readonly [readonly Statement[], ...string[]]>> = {
  "the action by its name": [[allow("cloudtrail:StopLogging")], STOP],
  "the action in another case": [[allow("CLOUDTRAIL:stoplogging")], STOP],
  "a question mark": [[allow("cloudtrail:?topLogging")], STOP],
  "a beginning": [[allow("cloudtrail:Stop*")], STOP],
  "an end": [[allow("*:*StopLogging")], STOP],
  "all of CloudTrail": [[allow("cloudtrail:*")], `policy.Statement[0].Action allows ${ALL}`],
  everything: [[allow("*")], `policy.Statement[0].Action allows ${ALL}`],
  "everything, in two parts": [[allow("*:*")], `policy.Statement[0].Action allows ${ALL}`],
  "a prefix with a wildcard": [[allow("cloud*")], `policy.Statement[0].Action allows ${ALL}`],
  "one of many actions of one of many statements": [
    [allow(["s3:GetObject"]), allow(["s3:*", "logs:*", "cloudtrail:UpdateTrail"])],
    "policy.Statement[1].Action[2] allows cloudtrail:UpdateTrail",
  ],
  "NotAction that leaves it in": [
    [allowOthers(["iam:*", "cloudtrail:PutInsightSelectors"])],
    "policy.Statement[0].NotAction leaves in cloudtrail:PutEventSelectors, cloudtrail:StopLogging, cloudtrail:DeleteTrail and 1 more actions that blind the monitoring",
  ],
  "an empty NotAction": [[allowOthers([])], `policy.Statement[0].NotAction leaves in ${ALL}`],
  "a trail by its ARN": [[allow("cloudtrail:StopLogging", { Resource: TRAIL })], STOP],
  "ARNs with wildcards, among others": [
    [allow("cloudtrail:StopLogging", { Resource: ["arn:aws:s3:::a", "arn:aws:c*:*:trail/?*"] })],
    STOP,
  ],
  "a variable that may become a trail": [
    [allow("cloudtrail:StopLogging", { Resource: "arn:aws:${aws:PrincipalTag/a}" })],
    STOP,
  ],
  "NotResource that leaves trails in": [
    [allow("cloudtrail:StopLogging", { Resource: undefined, NotResource: "arn:aws:s3:::*" })],
    STOP,
  ],
  "NotResource that leaves all but one trail in": [
    [allow("cloudtrail:StopLogging", { Resource: undefined, NotResource: TRAIL })],
    STOP,
  ],
  "no resource": [[allow("cloudtrail:StopLogging", { Resource: undefined })], STOP],
  "a condition": [
    [
      allow("cloudtrail:StopLogging", {
        Condition: { Bool: { "aws:MultiFactorAuthPresent": true } },
      }),
    ],
    STOP,
  ],
  "a Deny of something else": [
    [allow("cloudtrail:StopLogging"), { ...DENY, Action: "cloudtrail:Start*" }],
    STOP,
  ],
  "a Deny with a condition": [
    [allow("cloudtrail:StopLogging"), { ...DENY, Condition: { Bool: { a: true } } }],
    STOP,
  ],
  "a Deny for one trail": [[allow("cloudtrail:StopLogging"), { ...DENY, Resource: TRAIL }], STOP],
  "a Deny with NotResource": [
    [allow("cloudtrail:StopLogging"), { ...DENY, Resource: undefined, NotResource: TRAIL }],
    STOP,
  ],
  "a Deny of everything but this": [
    [
      allow("cloudtrail:StopLogging"),
      { Effect: "Deny", NotAction: "cloudtrail:Stop*", Resource: "*" },
    ],
    STOP,
  ],
};

const ALLOWED: Readonly<Record<string, readonly Statement[]>> = {
  "reads of CloudTrail": [allow(["cloudtrail:Get*", "cloudtrail:Describe*", "cloudtrail:List*"])],
  "names that begin alike": [allow(["cloudtrail:StopLoggings", "cloudtrail:StopLog", "s3:*"])],
  "NotAction that names it": [allowOthers(["cloudtrail:*", "s3:*"])],
  "NotAction of everything": [allowOthers("*")],
  "everything on buckets": [allow("*", { Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"] })],
  "all of CloudTrail on channels": [
    allow("cloudtrail:*", { Resource: "arn:aws:cloudtrail:*:*:channel/*" }),
  ],
  "NotResource of everything of CloudTrail": [
    allow("cloudtrail:*", { Resource: undefined, NotResource: ["arn:*:cloudtrail:*"] }),
  ],
  "everything, and a Deny of CloudTrail": [allow("*"), DENY],
  "everything, and a Deny by names": [
    allow("*"),
    {
      ...DENY,
      Action: [
        "CloudTrail:Put*Selectors",
        "cloudtrail:StopLogging",
        "cloudtrail:DeleteTrail",
        "cloudtrail:UpdateTrail",
      ],
    },
  ],
  "everything, and a Deny of all but reads": [
    allow("*"),
    { Effect: "Deny", NotAction: ["cloudtrail:Get*", "s3:*"], Resource: ["*"] },
  ],
  nothing: [],
};

describe("iam-policy-no-trail-tampering", () => {
  it("cites no control, because none asks for this", () => assert.deepEqual(rule.controls, []));

  for (const [what, [statements, ...expected]] of Object.entries(REFUSED)) {
    it(`refuses ${what}`, () => assert.deepEqual(said(statements), expected));
  }
  for (const [what, statements] of Object.entries(ALLOWED)) {
    it(`allows ${what}`, () => assert.deepEqual(said(statements), []));
  }

  it("is mandatory, and judges trails, event data stores and the recorder unless told otherwise", () => {
    assert.equal(rule.level, "mandatory");
    assert.deepEqual(
      said([allow(["logs:*", "cloudwatch:*", "events:*", "sns:*", "kms:*"])], {}),
      [],
    );
    assert.deepEqual(said([allow(["config:Stop*", "cloudtrail:*EventDataStore"])], {}), [
      "policy.Statement[0].Action[0] allows config:StopConfigurationRecorder",
      "policy.Statement[0].Action[1] allows cloudtrail:UpdateEventDataStore, cloudtrail:DeleteEventDataStore",
    ]);
    assert.deepEqual(said([allow("kms:Disable*")], { groups: ["keys"] }), [
      "policy.Statement[0].Action allows kms:DisableKey, kms:DisableKeyRotation",
    ]);
  });

  it("reads every place where the AWS providers have such a policy", () => {
    const document = documentOf(allow("cloudtrail:StopLogging"));
    const places: readonly (readonly [string, string, object])[] = [
      ["aws:iam/userPolicy:UserPolicy", "policy", { policy: document }],
      ["aws:iam/groupPolicy:GroupPolicy", "policy", { policy: document }],
      [ROLE_POLICY, "policy", { policy: JSON.parse(document) as unknown }],
      [
        "aws:iam/role:Role",
        "inlinePolicies[1].policy",
        { inlinePolicies: [{}, { name: "a", policy: document }] },
      ],
      [
        "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
        "inlinePolicy",
        { inlinePolicy: document },
      ],
      [
        "aws-native:iam:User",
        "policies[0].policyDocument",
        { policies: [{ policyDocument: JSON.parse(document) as unknown }] },
      ],
      ["aws-native:iam:ManagedPolicy", "policyDocument", { policyDocument: document }],
    ];
    for (const [type, path, props] of places) {
      assert.deepEqual(saidOf(rule, type, { ...props }), [
        `${path}.Statement[0].Action allows cloudtrail:StopLogging`,
      ]);
      assert.ok(rule.types.includes(type), type);
    }
  });

  it("allows those who are on the allow-list", () => {
    const props = { role: "break-glass-7", policy: documentOf(allow("*")), name: "all" };
    const refused = saidOf(rule, ROLE_POLICY, props).length;
    assert.equal(refused, 1);
    for (const settings of [
      { allowedPrincipals: ["break-glass-*"] },
      { allowedPolicies: ["all"] },
      { allowedPolicies: ["thi?g"] },
    ]) {
      assert.deepEqual(saidOf(rule, ROLE_POLICY, props, settings), []);
    }
    const others = { allowedPrincipals: ["break-glass", "all"], allowedPolicies: ["break*"] };
    assert.equal(saidOf(rule, ROLE_POLICY, props, others).length, 1);
  });

  it("takes a fixed value of a condition key as an excuse only where the settings say so", () => {
    const excuse = (Condition: object) =>
      said([allow("cloudtrail:StopLogging", { Condition })], {
        excusingConditionKeys: ["aws:PrincipalArn"],
      });
    const arn = "arn:aws:iam::111122223333:role/pipeline";
    assert.deepEqual(excuse({ ArnEquals: { "AWS:principalarn": arn } }), []);
    for (const condition of [
      { ArnEquals: { "aws:PrincipalArn": `${arn}*` } },
      { ArnEquals: { "aws:PrincipalArn": [arn, "*"] } },
      { ArnEquals: { "aws:PrincipalArn": [] } },
      { ArnEqualsIfExists: { "aws:PrincipalArn": arn } },
      { "ForAllValues:ArnEquals": { "aws:PrincipalArn": arn } },
      { ArnNotEquals: { "aws:PrincipalArn": arn } },
      { ArnEquals: { "aws:SourceArn": arn } },
    ]) {
      assert.deepEqual(excuse(condition), [STOP]);
    }
  });

  it("leaves whole documents and resources that are not known to the update, unless told to refuse them", () => {
    const type = ROLE_POLICY;
    const refuse = { refuseUnknown: "all" };
    assert.deepEqual(saidOf(rule, type, { policy: UNKNOWN }), []);
    assert.deepEqual(saidOf(rule, type, { policy: UNKNOWN }, refuse), [
      "policy is not known at preview",
    ]);
    const inRole = { inlinePolicies: [UNKNOWN] };
    assert.deepEqual(saidOf(rule, "aws:iam/role:Role", inRole), []);
    assert.deepEqual(saidOf(rule, "aws:iam/role:Role", inRole, refuse), [
      "inlinePolicies[0] is not known at preview",
    ]);
    const policy = { Statement: [allow("s3:*", { Resource: [UNKNOWN] })] };
    assert.deepEqual(saidOf(rule, type, { policy }), []);
    assert.deepEqual(saidOf(rule, type, { policy }, refuse), [
      "policy.Statement[0].Resource[0] is not known at preview",
    ]);
  });

  it("refuses statements, effects, actions and principals that are not known, unless told to leave them to the update", () => {
    const lenient = { refuseUnknown: "none" };
    for (const [statement, path] of [
      [UNKNOWN, ""],
      [allow(["s3:*", UNKNOWN]), ".Action[1]"],
      [{ ...allow("s3:*"), Effect: UNKNOWN }, ".Effect"],
    ] as const) {
      const props = { policy: { Statement: [statement] } };
      assert.deepEqual(saidOf(rule, ROLE_POLICY, props), [
        `policy.Statement[0]${path} is not known at preview`,
      ]);
      assert.deepEqual(saidOf(rule, ROLE_POLICY, props, lenient), []);
    }
    const toSomebody = { role: UNKNOWN, policy: documentOf(allow("*")) };
    const listed = { allowedPrincipals: ["admin"] };
    assert.equal(saidOf(rule, ROLE_POLICY, toSomebody, listed).length, 1);
    assert.deepEqual(saidOf(rule, ROLE_POLICY, toSomebody, { ...listed, ...lenient }), []);
    assert.equal(saidOf(rule, ROLE_POLICY, toSomebody, lenient).length, 1);
  });

  it("says what to write to allow the policy, which then is allowed", () => {
    const props = { policy: documentOf(allow("*")) };
    const resource = { type: POLICY, name: "deploy", urn: "", props, protect: false };
    const [violation] = rule.judge({ ...resource, ignoreChanges: [] }, rule.settings.parse({}));
    assert.equal(
      violation?.fix,
      'name only the actions that are needed, or allow this policy in the configuration of the pack: {"iam-policy-no-trail-tampering":{"allowedPolicies":["deploy"]}}',
    );
    const settings = rule.settings.parse({ allowedPolicies: ["deploy"] });
    assert.deepEqual(rule.judge({ ...resource, ignoreChanges: [] }, settings), []);
  });

  it("says which groups it judges only if it is told to", () => {
    assert.match(rule.title, /trails, event data stores, the recorder of AWS Config/);
    assert.match(rule.why, /`kms:\*`, `s3:\*` or `iam:\*`, are judged only if `groups` names them/);
    assert.deepEqual(said([allow(["kms:*", "s3:*", "iam:*"])], {}), []);
    assert.deepEqual(said([allow("iam:*")], { groups: ["roles"] }), [
      "policy.Statement[0].Action allows iam:DeleteRolePolicy, iam:PutRolePolicy, iam:UpdateAssumeRolePolicy and 1 more actions that blind the monitoring",
    ]);
  });

  it("refuses what it knows of a document that is known in part", () => {
    const of = (...Statement: readonly object[]) =>
      saidOf(rule, POLICY, { policy: { Statement } }, TRAILS);
    assert.deepEqual(of(allow("cloudtrail:StopLogging", { Resource: UNKNOWN })), [STOP]);
    assert.deepEqual(of(allow("cloudtrail:StopLogging"), { ...DENY, Action: UNKNOWN }), [
      "policy.Statement[1].Action is not known at preview",
      STOP,
    ]);
    const denyUnknown = { Effect: "Deny", NotAction: ["s3:*", UNKNOWN], Resource: "*" };
    assert.deepEqual(of(allow("cloudtrail:StopLogging"), denyUnknown), [
      "policy.Statement[1].NotAction[1] is not known at preview",
      STOP,
    ]);
    assert.deepEqual(of(allowOthers(["cloudtrail:*Trail", "cloudtrail:Put*", UNKNOWN])), [
      "policy.Statement[0].NotAction[2] is not known at preview",
      "policy.Statement[0].NotAction leaves in cloudtrail:StopLogging",
    ]);
  });

  it("refuses a secret, and what is no policy document", () => {
    assert.deepEqual(saidOf(rule, POLICY, { policy: SECRET }), [
      "policy is a secret, which nobody can judge",
    ]);
    assert.deepEqual(saidOf(rule, POLICY, { policy: "{" }), ["policy is not JSON"]);
  });

  it("never repeats what a document says", () => {
    const policy = documentOf({
      ...allow("cloudtrail:*"),
      Sid: "hunter2",
      hunter2: 1,
      Effect: "x",
    });
    const messages = saidOf(rule, POLICY, { policy });
    assert.equal(messages.length, 2);
    assert.doesNotMatch(messages.join(), /hunter2/);
  });
});
