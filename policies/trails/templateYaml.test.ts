import assert from "node:assert/strict";
import {
  MISSED,
  BY_CLOUDFORMATION,
  template,
  trail,
  BLIND,
  stack,
  SELECTORS,
  EXCLUSION,
} from "../testing/saidOfForms";

// Trails in templates in YAML, short forms of functions and all.

describe("a template in YAML", () => {
  const yaml = (selectors: string, more = ""): readonly string[] =>
    stack(`AWSTemplateFormatVersion: 2010-09-09
Description: A trail, and what it needs
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "\${AWS::StackName}-logs"
      Tags: [{ Key: on, Value: !GetAtt Other.Arn }]
  Audit:
    Type: AWS::CloudTrail::Trail
    Condition: !Equals [a, !Ref Parameter]
    Properties:
      S3BucketName: !Ref Bucket
      IsLogging: true
${selectors}
${more}`);

  it("passes with short forms of functions where nothing is judged", () => {
    assert.deepEqual(yaml(""), []);
    assert.deepEqual(yaml("      EventSelectors: [{ ReadWriteType: All }]"), []);
  });

  it("is judged as JSON is", () => {
    assert.deepEqual(
      yaml(`      EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }]`),
      [EXCLUSION],
    );
  });

  it("takes yes, no and quoted booleans as YAML 1.1 and CloudFormation do", () => {
    const include = (text: string): readonly string[] =>
      yaml(`      EventSelectors: [{ IncludeManagementEvents: ${text} }]`);
    for (const text of ["yes", "true", '"true"', "On"]) assert.deepEqual(include(text), []);
    for (const text of ["no", "false", '"false"', "off"]) {
      assert.deepEqual(include(text), [
        `${SELECTORS} has no selector for management events, ${MISSED}`,
      ]);
    }
    assert.deepEqual(include('"True"'), [
      `${SELECTORS}[0].IncludeManagementEvents is neither true nor false, ${MISSED}`,
    ]);
  });

  it("takes a boolean for readOnly as CloudFormation does", () => {
    const of = (value: string): string => `
      AdvancedEventSelectors:
        - FieldSelectors:
            - { Field: eventCategory, Equals: [Management] }
            - { Field: readOnly, Equals: [${value}] }`;
    const path =
      "templateBody.Resources.Audit.Properties.AdvancedEventSelectors[0].FieldSelectors[1].Equals";
    assert.deepEqual(yaml(of("true")), [`${path} is ["true"], so KMS writes can be missed`]);
    assert.deepEqual(yaml(of("false")), [`${path} is ["false"], so KMS reads can be missed`]);
  });

  it("counts functions in the judged part as unknown, and names the place", () => {
    for (const [text, path] of [
      ["!If [Quiet, [], [{}]]", ""],
      ["!Ref Selectors", ""],
      ["[!If [Quiet, {}, !Ref AWS::NoValue]]", "[0]"],
      ["[{ Fn::If: [Quiet, {}, {}] }]", "[0]"],
      ["[{ ReadWriteType: !Ref Type }]", "[0].ReadWriteType"],
      ["[{ ReadWriteType: !Sub All }]", "[0].ReadWriteType"],
      ["[{ ReadWriteType: '{{resolve:ssm:/type}}' }]", "[0].ReadWriteType"],
      ["[{ ExcludeManagementEventSources: !Split [',', x] }]", "[0].ExcludeManagementEventSources"],
      [
        "[{ ExcludeManagementEventSources: [rdsdata.amazonaws.com, !Ref S] }]",
        "[0].ExcludeManagementEventSources[1]",
      ],
      ["[{ ReadWriteType: !Unheard All }]", "[0].ReadWriteType"],
      ["[!Ref ]", "[0]"],
      ["[{ Fn::Transform: [] }]", "[0]"],
    ] as const) {
      assert.deepEqual(yaml(`      EventSelectors: ${text}`), [
        `${SELECTORS}${path} ${BY_CLOUDFORMATION}, ${MISSED}`,
      ]);
    }
  });

  it("refuses a function beside the selectors, which can bring in others", () => {
    assert.deepEqual(yaml("      Fn::Transform: { Name: AWS::Include }"), [
      `templateBody.Resources.Audit.Properties ${BY_CLOUDFORMATION}`,
    ]);
  });

  it("is refused where CloudFormation may read it in another way", () => {
    const unsure =
      "templateBody is neither JSON nor YAML that CloudFormation surely reads the same way (it knows no aliases, merges or repeated keys)";
    for (const text of [
      "Resources: &r {}\nOther: *r",
      "Resources: { <<: {} }",
      "Resources: {}\nResources: {}",
      "Resources: { A: 1, 'A': 2 }",
      "Resources: { 1: 1, '1': 2 }",
      "Resources: {}\n---\nResources: {}",
      "Resources: {}\n...\nmore: {}",
      "Resources: [",
      "? [a]\n: b",
      "Resources: { !Ref a: b }",
      "Resources: { A: { Type: !!binary QVdTOjpDbG91ZFRyYWlsOjpUcmFpbA== } }",
      "Resources: { !!binary QQ==: { Type: AWS::SNS::Topic } }",
      "!!binary UmVzb3VyY2Vz: {}\nResources: {}",
      "Resources: !!omap [A: { Type: AWS::SNS::Topic }]",
      "Resources: !!set { A }",
      "%TAG ! tag:example.com,2000:\n---\nResources: !Ref x",
      "\tResources: {}",
      "%YAML 1.2\n---\nResources: {}",
      "%TAG ! tag:yaml.org,2002:\n---\nResources: !Ref x",
      "Resources: {} # \u2028  Audit: {}",
      "Resources: {} # \u0085  Audit: {}",
      "Resources: {} # \r  Audit: {}",
    ]) {
      assert.deepEqual(stack(text), [unsure], text);
    }
  });

  it("may hold dates and YAML's own tags for what JSON has", () => {
    for (const metadata of ["2012-10-17", "!!timestamp 2012-10-17", "!!str 7", "!!seq [!!int 7]"]) {
      const resource = `{ Type: !!str AWS::SNS::Topic, Metadata: ${metadata} }`;
      assert.deepEqual(
        stack(`Resources: !!map { !!str A: ${resource}, 2012-10-17: ${resource} }`),
        [],
      );
    }
  });

  it("may begin with a byte order mark, and be JSON in YAML's eyes", () => {
    assert.deepEqual(stack(`\uFEFF${template({ Audit: trail(BLIND) })}`), [EXCLUSION]);
    assert.deepEqual(stack(`${template({ Audit: trail(BLIND) })} # a comment`), [EXCLUSION]);
  });
});
