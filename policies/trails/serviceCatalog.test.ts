import assert from "node:assert/strict";
import { UNKNOWN } from "../rule";
import { BY_CLOUDFORMATION, inStack, json, said, UNREAD } from "../testing/saidOfForms";

// Products of Service Catalog, which are templates that stand elsewhere.

const NO_PRODUCT =
  "is a product of Service Catalog, whose template cannot be read before deployment";
const NATIVE = "aws-native:servicecatalog";
const AWS = "aws:servicecatalog";
const URL_OF_TEMPLATE = "https://s3.amazonaws.com/team/audited/a.yaml";
const allowing = (...allowTemplateUrls: readonly string[]): object => ({
  settings: { allowTemplateUrls },
});

describe("a provisioned product", () => {
  it("is refused unless a setting allows the product, in each provider", () => {
    for (const type of [
      `${AWS}/provisionedProduct:ProvisionedProduct`,
      `${NATIVE}:CloudFormationProvisionedProduct`,
    ]) {
      assert.deepEqual(said(type, { productId: "prod-a" }), [`productId ${NO_PRODUCT}`]);
      assert.deepEqual(said(type, { productName: "A" }), [`productName ${NO_PRODUCT}`]);
      assert.deepEqual(said(type, {}), [`productId ${NO_PRODUCT}`]);
      assert.deepEqual(said(type, { productId: UNKNOWN }), ["productId is not known at preview"]);
      assert.deepEqual(said(type, { productId: "prod-a" }, allowing("prod-a")), []);
      assert.deepEqual(said(type, { productId: "prod-ab" }, allowing("prod-a")).length, 1);
      assert.deepEqual(said(type, { productId: UNKNOWN }, allowing("*")), []);
    }
  });

  it("may not ignore changes of the product", () => {
    const more = { ...allowing("prod-a"), ignoreChanges: ["productId"] };
    const type = `${AWS}/provisionedProduct:ProvisionedProduct`;
    assert.deepEqual(said(type, { productId: "prod-a" }, more), [
      'productId is in ignoreChanges (as "productId"), so what is deployed may differ from what is judged',
    ]);
  });

  it("is refused in a template and in Cloud Control too", () => {
    const Type = "AWS::ServiceCatalog::CloudFormationProvisionedProduct";
    const path = "templateBody.Resources.P.Properties";
    const of = (Properties: unknown): readonly string[] => inStack({ P: { Type, Properties } });
    assert.deepEqual(of({ ProductName: "A" }), [`${path}.ProductName ${NO_PRODUCT}`]);
    assert.deepEqual(of({ ProductId: { Ref: "A" } }), [`${path}.ProductId ${BY_CLOUDFORMATION}`]);
    assert.deepEqual(of({ Ref: "A" }), [`${path} ${BY_CLOUDFORMATION}`]);
    const props = { typeName: Type, desiredState: json({ ProductId: "prod-a" }) };
    const control = "aws:cloudcontrol/resource:Resource";
    assert.deepEqual(said(control, props), [`desiredState.ProductId ${NO_PRODUCT}`]);
    assert.deepEqual(said(control, props, allowing("prod-a")), []);
  });
});

describe("a product", () => {
  it("is refused with a template at a URL or of a stack, unless a setting allows it", () => {
    const type = `${AWS}/product:Product`;
    const of = (provisioningArtifactParameters: unknown, more = {}): readonly string[] =>
      said(type, { name: "a", provisioningArtifactParameters }, more);
    const path = "provisioningArtifactParameters";
    const templatePhysicalId = "arn:aws:cloudformation:us-east-1:1:stack/a/b";
    assert.deepEqual(of({ templateUrl: URL_OF_TEMPLATE }), [`${path}.templateUrl ${UNREAD}`]);
    assert.deepEqual(of({ templatePhysicalId }), [`${path}.templatePhysicalId ${UNREAD}`]);
    assert.deepEqual(of({}), [`${path}.templateUrl ${UNREAD}`]);
    assert.deepEqual(of(undefined), [`${path} ${UNREAD}`]);
    assert.deepEqual(of(UNKNOWN), [`${path} is not known at preview`]);
    const allowed = allowing("https://s3.amazonaws.com/team/audited/");
    assert.deepEqual(of({ templateUrl: URL_OF_TEMPLATE }, allowed), []);
    assert.deepEqual(of({ templateUrl: URL_OF_TEMPLATE, templatePhysicalId }, allowed), [
      `${path}.templatePhysicalId ${UNREAD}`,
    ]);
  });

  it("is judged by each of its versions, as CloudFormation and aws-native list them", () => {
    const path = "rovisioningArtifactParameters";
    const allowed = { LoadTemplateFromURL: URL_OF_TEMPLATE };
    const other = { ImportFromPhysicalId: "arn:a" };
    const native = { provisioningArtifactParameters: [{ info: allowed }, { info: other }, {}] };
    assert.deepEqual(said(`${NATIVE}:CloudFormationProduct`, native, allowing(URL_OF_TEMPLATE)), [
      `p${path}[1].info.ImportFromPhysicalId ${UNREAD}`,
      `p${path}[2].Info ${UNREAD}`,
    ]);
    const Type = "AWS::ServiceCatalog::CloudFormationProduct";
    const of = (Properties: object): readonly string[] =>
      inStack({ P: { Type, Properties } }, { allowTemplateUrls: [URL_OF_TEMPLATE] });
    const prefix = "templateBody.Resources.P.Properties";
    assert.deepEqual(of({ ProvisioningArtifactParameters: [{ Info: allowed }] }), []);
    assert.deepEqual(of({ ProvisioningArtifactParameters: [{ Info: other }, { Ref: "A" }] }), [
      `${prefix}.P${path}[0].Info.ImportFromPhysicalId ${UNREAD}`,
      `${prefix}.P${path}[1] ${BY_CLOUDFORMATION}`,
    ]);
    assert.deepEqual(of({ SourceConnection: { Type: "CODESTAR" } }), [
      `${prefix}.SourceConnection.templateUrl ${UNREAD}`,
    ]);
    assert.deepEqual(of({}), [`${prefix}.P${path} ${UNREAD}`]);
  });

  it("is judged by a version that stands alone", () => {
    const type = `${AWS}/provisioningArtifact:ProvisioningArtifact`;
    const props = { productId: "prod-a", templateUrl: URL_OF_TEMPLATE };
    assert.deepEqual(said(type, props), [`templateUrl ${UNREAD}`]);
    assert.deepEqual(said(type, props, allowing(URL_OF_TEMPLATE)), []);
  });
});
