import assert from "node:assert/strict";
import {
  MISSED,
  EXCLUDES,
  UNREAD,
  BY_CLOUDFORMATION,
  json,
  template,
  trail,
  BLIND,
  GOOD,
  stack,
  inStack,
  SELECTORS,
  EXCLUSION,
} from "../testing/saidOfForms";

// What the core rule says of the parts of a template.

describe("a template", () => {
  it("is refused where JSON holds a key twice", () => {
    assert.deepEqual(stack('{"Resources": {"A": {"Type": "x", "Type": "y"}}}'), [
      "templateBody holds a key twice in one object",
    ]);
    assert.deepEqual(stack('{"Resources": {"A\\"": {"Type": "x"}, "A\\u0022": {"Type": "y"}}}'), [
      "templateBody holds a key twice in one object",
    ]);
    assert.deepEqual(
      inStack({ 'A":': { Type: "A::B", Metadata: { ':"': '"a": "a":', b: 'x":' } } }),
      [],
    );
  });

  it("takes keys of JavaScript's prototypes for ordinary names", () => {
    const body = `{"Resources": {"__proto__": ${json(trail(BLIND))}, "constructor": ${json(trail({}))}}}`;
    assert.deepEqual(stack(body), [EXCLUSION.replace("Audit", "__proto__")]);
    const hidden = `{"Type": "AWS::CloudTrail::Trail", "Properties": {"EventSelectors": [{"__proto__": {"ReadWriteType": "All"}, "constructor": 1}]}}`;
    assert.deepEqual(stack(`{"Resources": {"Audit": ${hidden}}}`), [
      `${SELECTORS}[0].__proto__ is not something that CloudTrail accepts here, ${MISSED}`,
      `${SELECTORS}[0].constructor is not something that CloudTrail accepts here, ${MISSED}`,
    ]);
  });

  it("is refused with resources or types that are not literal", () => {
    assert.deepEqual(stack('{"Resources": {"Fn::Transform": {"Name": "AWS::Include"}}}'), [
      "templateBody.Resources.Fn::Transform can add a trail that is not seen, or change one",
    ]);
    assert.deepEqual(stack('{"Resources": {"Ref": "x"}}'), [
      "templateBody.Resources.Ref is not a resource",
    ]);
    assert.deepEqual(stack('{"Fn::Transform": {"Name": "x"}, "Resources": {}}'), [
      `templateBody ${BY_CLOUDFORMATION}`,
    ]);
    assert.deepEqual(inStack({ A: { Type: { Ref: "x" } }, B: {}, C: null, D: "x" }), [
      `templateBody.Resources.A.Type ${BY_CLOUDFORMATION}`,
      "templateBody.Resources.B.Type is not a type",
      "templateBody.Resources.C is not a resource",
      "templateBody.Resources.D is not a resource",
    ]);
    assert.deepEqual(inStack({ A: { Type: "AWS::SNS::Topic", "Fn::Transform": { Name: "x" } } }), [
      `templateBody.Resources.A ${BY_CLOUDFORMATION}`,
    ]);
    assert.deepEqual(inStack({ A: { ...trail({}), properties: BLIND } }), [
      "templateBody.Resources.A.properties is misspelt",
    ]);
  });

  it("is refused with macros and modules, which can add a trail, unless a setting allows them", () => {
    const of = (Transform: unknown, ...allowTransforms: string[]): readonly string[] =>
      stack(template({ A: { Type: "AWS::SNS::Topic" } }, { Transform }), { allowTransforms });
    const why = "can add a trail that is not seen, or change one";
    assert.deepEqual(of("AWS::Serverless-2016-10-31"), []);
    assert.deepEqual(of(["AWS::LanguageExtensions", "AWS::SecretsManager-2024-09-16"]), []);
    assert.deepEqual(of("Ours"), [`templateBody.Transform ${why}`]);
    assert.deepEqual(of("Ours", "Ours"), []);
    assert.deepEqual(of(["AWS::Serverless-2016-10-31", { Name: "AWS::Include" }]), [
      `templateBody.Transform[1] ${why}`,
    ]);
    assert.deepEqual(of({ Ref: "x" }, "x"), [`templateBody.Transform ${why}`]);
    assert.deepEqual(of([{ Ref: "x" }, "Ours"], "*"), []);
    const module = { A: { Type: "Ours::Audit::Trail::MODULE" } };
    assert.deepEqual(inStack(module), [
      "templateBody.Resources.A.Type is a module, which can hold a trail that is not seen",
    ]);
    assert.deepEqual(inStack(module, { allowTransforms: ["Ours::Audit::Trail::MODULE"] }), []);
  });

  it("is refused with types that may become others, and takes names of every kind", () => {
    const of = (Type: string): readonly string[] => inStack({ A: { Type } });
    for (const type of [
      "AWS::CloudTrail::Trail\u00A0",
      " AWS::CloudTrail::Trail",
      "AWS::CloudTrail::Trail\n",
      "AWS::${X}::Trail",
      "AWS::Cloud\u200BTrail::Trail",
      "AWS",
      "::Trail",
    ]) {
      assert.deepEqual(of(type), ["templateBody.Resources.A.Type is not a type"], type);
    }
    for (const type of ["AWS::EC2::VPC", "Alexa::ASK::Skill", "Custom::My-Own_1@b", "A::B::C::D"]) {
      assert.deepEqual(of(type), [], type);
    }
  });

  it("counts what is in a loop as unknown, if it is a trail or may be one", () => {
    const loop = (resources: unknown): readonly string[] =>
      inStack({ "Fn::ForEach::Trails": ["Name", ["A", "B"], resources] });
    const path = "templateBody.Resources.Fn::ForEach::Trails[2]";
    const why = "is in an Fn::ForEach, whose values are not known before deployment";
    assert.deepEqual(loop({ "T${Name}": { Type: "AWS::SNS::Topic" } }), []);
    assert.deepEqual(loop({ "T${Name}": trail({}) }), [`${path}.T\${Name}.Properties ${why}`]);
    assert.deepEqual(loop({ T: { Type: "AWS::CloudTrail::${Name}" } }), [
      `${path}.T.Type is not a type`,
    ]);
    assert.deepEqual(loop({ T: { Type: "AWS::CloudFormation::Stack" } }), [
      `${path}.T.Properties ${why}`,
    ]);
    assert.deepEqual(loop({ "Fn::ForEach::Inner": ["X", [], { T: trail({}) }] }), [
      `${path}.Fn::ForEach::Inner[2].T.Properties ${why}`,
    ]);
    assert.deepEqual(loop("x"), [`${path} is not a section of resources`]);
    assert.deepEqual(inStack({ "Fn::ForEach::Trails": {} }), [
      "templateBody.Resources.Fn::ForEach::Trails is not a loop that can be read",
    ]);
  });

  it("is judged with the templates inside it", () => {
    const set = (TemplateBody: unknown): object => ({
      Set: { Type: "AWS::CloudFormation::StackSet", Properties: { TemplateBody } },
    });
    const path = "templateBody.Resources.Set.Properties";
    const inner = template({ Audit: trail(BLIND) });
    const where = ".TemplateBody.Resources.Audit.Properties.EventSelectors[0]";
    assert.deepEqual(inStack(set(inner)), [
      `${path}${where}.ExcludeManagementEventSources ${EXCLUDES}`,
    ]);
    assert.deepEqual(inStack(set(template({ Audit: trail(GOOD) }))), []);
    assert.deepEqual(inStack(set({ "Fn::Sub": "x" })), [
      `${path}.TemplateBody ${BY_CLOUDFORMATION}`,
    ]);
    assert.deepEqual(
      inStack(set(template(set(template(set(template(set(template(set("{}")))))))))).length,
      1,
    );
  });

  it("is refused with nested stacks and applications at a URL, unless a setting allows it", () => {
    const nested = (type: string, Properties: unknown): object => ({
      N: { Type: type, Properties },
    });
    const path = "templateBody.Resources.N.Properties";
    const stackAt = (TemplateURL: unknown): object =>
      nested("AWS::CloudFormation::Stack", { TemplateURL });
    assert.deepEqual(inStack(stackAt("https://b/t.yaml")), [`${path}.TemplateURL ${UNREAD}`]);
    assert.deepEqual(
      inStack(stackAt("https://b/t.yaml"), { allowTemplateUrls: ["https://b/"] }),
      [],
    );
    assert.deepEqual(
      inStack(stackAt({ "Fn::Sub": "https://b/" }), { allowTemplateUrls: ["https://b/"] }),
      [`${path}.TemplateURL ${BY_CLOUDFORMATION}`],
    );
    assert.deepEqual(inStack(nested("AWS::CloudFormation::Stack", { Ref: "x" })), [
      `${path} ${BY_CLOUDFORMATION}`,
    ]);
    const application = (Location: unknown): object =>
      nested("AWS::Serverless::Application", { Location });
    const why = "is an application whose template cannot be read before deployment";
    assert.deepEqual(inStack(application({ ApplicationId: "arn:a" })), [`${path}.Location ${why}`]);
    assert.deepEqual(
      inStack(application({ ApplicationId: "arn:a" }), { allowTemplateUrls: ["arn:a"] }),
      [],
    );
    assert.deepEqual(inStack(application("https://b/t.yaml")), [`${path}.Location ${why}`]);
    assert.deepEqual(inStack(application({ "Fn::If": [] })), [`${path}.Location ${why}`]);
  });

  it("may hold anything unknown in other resources, and in other properties of a trail", () => {
    const Properties = { Name: { "Fn::If": [] }, "Fn::Transform": { Name: "Ours" } };
    assert.deepEqual(inStack({ A: { Type: "AWS::S3::Bucket", Properties } }), []);
    assert.deepEqual(
      inStack({ Audit: trail({ ...GOOD, KMSKeyId: { Ref: "x" }, TrailName: "{{resolve:x}}" }) }),
      [],
    );
  });
});
