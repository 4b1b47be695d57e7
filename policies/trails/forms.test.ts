import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { isTemplatedResource, templatedResources } from "./forms";
import { STACK, MISSED, EXCLUDES, said, json, BLIND, GOOD } from "../testing/saidOfForms";

// Trails inside other Pulumi resources: what the core rule says of each, and what other rules get to see.

const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const EXTENSION = "aws-native:index:ExtensionResource";

describe("Cloud Control", () => {
  const control = (typeName: unknown, desiredState: unknown): readonly string[] =>
    said(CLOUD_CONTROL, { typeName, desiredState });

  it("is judged by the desired state of a trail or an event data store", () => {
    assert.deepEqual(control("AWS::CloudTrail::Trail", json(GOOD)), []);
    assert.deepEqual(control("AWS::CloudTrail::Trail", json(BLIND)), [
      `desiredState.EventSelectors[0].ExcludeManagementEventSources ${EXCLUDES}`,
    ]);
    const FieldSelectors = [
      { Field: "eventCategory", Equals: ["Management"] },
      { Field: "eventSource", NotEndsWith: ["amazonaws.com"] },
    ];
    const store = json({ AdvancedEventSelectors: [{ Name: "Others", FieldSelectors }] });
    assert.deepEqual(control("AWS::CloudTrail::EventDataStore", store), [
      `desiredState.AdvancedEventSelectors[0].FieldSelectors[1].NotEndsWith[0] (selector "Others") ${EXCLUDES}`,
    ]);
  });

  it("is refused where the type or a trail's state is unknown, secret or no JSON object", () => {
    assert.deepEqual(control(UNKNOWN, "{}"), ["typeName is not known at preview"]);
    assert.deepEqual(control(undefined, "{}"), ["typeName is not a type"]);
    assert.deepEqual(control("AWS::CloudTrail::Trail ", "{}"), ["typeName is not a type"]);
    const ofTrail = (state: unknown): readonly string[] => control("AWS::CloudTrail::Trail", state);
    assert.deepEqual(ofTrail(UNKNOWN), ["desiredState is not known at preview"]);
    assert.deepEqual(ofTrail(SECRET), ["desiredState is a secret, which is not judged"]);
    assert.deepEqual(ofTrail({}), ["desiredState is not JSON"]);
    assert.deepEqual(ofTrail("IsLogging: true"), ["desiredState is not JSON"]);
    assert.deepEqual(ofTrail("[]"), ["desiredState is not an object"]);
    assert.deepEqual(ofTrail('{"A": {"B": 1}, "A": {"B": 1}}'), [
      "desiredState holds a key twice in one object",
    ]);
  });

  it("takes a type in another case for the same, and knows no lenient booleans", () => {
    assert.deepEqual(control("aws::cloudtrail::trail", json(BLIND)).length, 1);
    const text = json({ EventSelectors: [{ IncludeManagementEvents: "true" }] });
    assert.deepEqual(control("AWS::CloudTrail::Trail", text), [
      `desiredState.EventSelectors[0].IncludeManagementEvents is neither true nor false, ${MISSED}`,
    ]);
  });

  it("may hold anything unknown of another type, and ignore its changes", () => {
    const props = { typeName: "AWS::S3::Bucket", desiredState: UNKNOWN };
    assert.deepEqual(said(CLOUD_CONTROL, props, { ignoreChanges: ["desiredState"] }), []);
  });

  it("may not ignore changes of a trail", () => {
    const props = { typeName: "AWS::CloudTrail::Trail", desiredState: json(GOOD) };
    assert.deepEqual(said(CLOUD_CONTROL, props, { ignoreChanges: ["desiredState"] }), [
      'desiredState is in ignoreChanges (as "desiredState"), so what is deployed may differ from what is judged',
    ]);
  });
});

describe("an extension resource of aws-native", () => {
  it("is judged by its properties", () => {
    const of = (type: unknown, properties: unknown): readonly string[] =>
      said(EXTENSION, { type, properties });
    assert.deepEqual(of("AWS::CloudTrail::Trail", GOOD), []);
    assert.deepEqual(of("AWS::CloudTrail::Trail", BLIND), [
      `properties.EventSelectors[0].ExcludeManagementEventSources ${EXCLUDES}`,
    ]);
    assert.deepEqual(of("AWS::CloudTrail::Trail", UNKNOWN), ["properties is not known at preview"]);
    assert.deepEqual(of(SECRET, GOOD), ["type is a secret, which is not judged"]);
    assert.deepEqual(of("AWS::S3::Bucket", UNKNOWN), []);
  });
});

describe("a serverless application", () => {
  it("is refused, because its template is elsewhere, unless a setting allows it", () => {
    const type = "aws:serverlessrepository/cloudFormationStack:CloudFormationStack";
    const applicationId = "arn:aws:serverlessrepo:us-east-1:1:applications/a";
    const why = "applicationId is an application whose template cannot be read before deployment";
    assert.deepEqual(said(type, { applicationId }), [why]);
    const settings = { allowTemplateUrls: [applicationId] };
    assert.deepEqual(said(type, { applicationId }, { settings }), []);
    const ignored = said(type, { applicationId }, { settings, ignoreChanges: ["applicationId"] });
    assert.deepEqual(ignored, [
      'applicationId is in ignoreChanges (as "applicationId"), so what is deployed may differ from what is judged',
    ]);
  });

  it("passes if it is one of AWS's own that rotate secrets, and not one that is only called so", () => {
    const of = (publisher: string): readonly string[] =>
      said("aws:serverlessrepository/cloudFormationStack:CloudFormationStack", {
        applicationId: `${publisher}:applications/SecretsManagerRDSMySQLRotationSingleUser`,
      });
    for (const publisher of [
      "arn:aws:serverlessrepo:us-east-1:297356227824",
      "arn:aws-cn:serverlessrepo:cn-north-1:193023089310",
      "arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235",
    ]) {
      assert.deepEqual(of(publisher), [], publisher);
    }
    assert.equal(of("arn:aws:serverlessrepo:us-east-1:111122223333").length, 1);
    assert.equal(of("x arn:aws:serverlessrepo:us-east-1:297356227824").length, 1);
  });
});

describe("templatedResources", () => {
  it("gives other rules every resource with its path, its type and its properties", () => {
    const templateBody =
      "Resources: { Key: { Type: AWS::KMS::Key, Properties: { Enabled: !Ref E } } }";
    assert.deepEqual(templatedResources({ type: STACK, props: { templateBody } }), [
      {
        cloudFormationType: "AWS::KMS::Key",
        path: "templateBody.Resources.Key.Properties",
        properties: { Enabled: { Ref: "E" } },
      },
    ]);
  });

  it("gives properties that cannot be read as unknown, so that other rules fail closed too", () => {
    const props = { typeName: "AWS::KMS::Key", desiredState: "{" };
    const found = templatedResources({ type: CLOUD_CONTROL, props });
    assert.deepEqual(
      found.filter(isTemplatedResource).map(({ properties }) => properties),
      [UNKNOWN],
    );
  });

  it("finds nothing in resources of other types", () => {
    assert.deepEqual(templatedResources({ type: "toString", props: {} }), []);
    assert.deepEqual(templatedResources({ type: "aws:kms/key:Key", props: {} }), []);
  });
});
