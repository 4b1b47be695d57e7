import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import {
  STACK,
  MISSED,
  UNREAD,
  said,
  template,
  trail,
  BLIND,
  GOOD,
  stack,
  SELECTORS,
  EXCLUSION,
} from "../testing/saidOfForms";

// Trails in the templates of stacks and stack sets.

describe("a stack or stack set", () => {
  it("is judged by the trails in its template, in each of its types", () => {
    for (const type of [
      STACK,
      "aws:cloudformation/stackSet:StackSet",
      "aws-native:cloudformation:Stack",
      "aws-native:cloudformation:StackSet",
    ]) {
      const of = (Audit: object): readonly string[] =>
        said(type, { templateBody: template({ Audit }) });
      assert.deepEqual(of(trail(GOOD)), []);
      assert.deepEqual(of(trail(BLIND)), [EXCLUSION]);
    }
  });

  it("is judged by a template that is an object, as aws-native has it", () => {
    const templateBody = { Resources: { Audit: trail(BLIND), B: { Type: "AWS::SNS::Topic" } } };
    assert.deepEqual(said("aws-native:cloudformation:Stack", { templateBody }), [EXCLUSION]);
    const unknownInside = { Resources: { Audit: trail({ ...GOOD, EventSelectors: UNKNOWN }) } };
    assert.deepEqual(said("aws-native:cloudformation:Stack", { templateBody: unknownInside }), [
      `${SELECTORS} is not known at preview, ${MISSED}`,
    ]);
  });

  it("is refused without a template, and with one that is unknown, secret or no template", () => {
    assert.deepEqual(said(STACK, {}), ["templateBody is not set, and nor is a URL"]);
    assert.deepEqual(stack(UNKNOWN), ["templateBody is not known at preview"]);
    assert.deepEqual(stack(SECRET), ["templateBody is a secret, which is not judged"]);
    assert.deepEqual(stack(""), ["templateBody is not a template"]);
    assert.deepEqual(stack("hello"), ["templateBody is not a template"]);
    assert.deepEqual(stack("{}"), ["templateBody.Resources is not a section of resources"]);
    assert.deepEqual(stack('{"resources": {}}'), [
      "templateBody.resources is misspelt",
      "templateBody.Resources is not a section of resources",
    ]);
  });

  it("is refused with a template URL, unless a setting allows it", () => {
    const of = (templateUrl: unknown, ...allowTemplateUrls: string[]): readonly string[] =>
      said(STACK, { templateUrl }, { settings: { allowTemplateUrls } });
    const url = "https://s3.amazonaws.com/team/audited/a.yaml";
    assert.deepEqual(of(url), [`templateUrl ${UNREAD}`]);
    assert.deepEqual(of(url, url), []);
    assert.deepEqual(of(url, "https://s3.amazonaws.com/team/audited/"), []);
    assert.deepEqual(of(url, "https://s3.amazonaws.com/team/aud"), [`templateUrl ${UNREAD}`]);
    const upwards = "https://s3.amazonaws.com/team/audited/../evil.yaml";
    assert.deepEqual(of(upwards, "https://s3.amazonaws.com/team/audited/"), [
      `templateUrl ${UNREAD}`,
    ]);
    assert.deepEqual(of(UNKNOWN, url), ["templateUrl is not known at preview"]);
    assert.deepEqual(of(UNKNOWN, "*"), []);
  });

  it("judges the body even where the URL is allowed", () => {
    const props = { templateBody: template({ Audit: trail(BLIND) }), templateUrl: "https://x/" };
    assert.deepEqual(said(STACK, props, { settings: { allowTemplateUrls: ["*"] } }), [EXCLUSION]);
  });

  it("may not ignore changes of its template, for nobody sees what it then holds", () => {
    const props = { templateBody: template({ Topic: { Type: "AWS::SNS::Topic" } }) };
    assert.deepEqual(said(STACK, props, { ignoreChanges: ["templateBody"] }), [
      'templateBody is in ignoreChanges (as "templateBody"), so what is deployed may differ from what is judged',
    ]);
    assert.deepEqual(said(STACK, props, { ignoreChanges: ["parameters", "tags"] }), []);
  });
});
