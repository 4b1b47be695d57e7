import assert from "node:assert/strict";
import { ignoredChanges } from "./ignoredChanges";

const touching = (entry: string): number =>
  ignoredChanges({ ignoreChanges: [entry] }, ["eventSelectors"]).length;

describe("ignoredChanges", () => {
  for (const entry of [
    "eventSelectors",
    "eventSelectors[0]",
    "eventSelectors[*].readWriteType",
    "eventSelectors.length",
    '["eventSelectors"][0]',
    '["eventSelectors"]',
    "*",
    "[*]",
    "[0]",
  ]) {
    it(`finds that ${entry} touches the property`, () => {
      assert.equal(touching(entry), 1);
    });
  }

  for (const entry of ["", "[", '"eventSelectors"', "]", ".eventSelectors", '["eventSelectors']) {
    it(`takes ${JSON.stringify(entry)}, which it cannot read, to touch the property`, () => {
      assert.equal(touching(entry), 1);
    });
  }

  for (const entry of [
    "tags",
    "tags.eventSelectors",
    "eventSelectorsOfOld",
    '["tags"].eventSelectors',
    "EventSelectors",
  ]) {
    it(`finds that ${entry} leaves the property alone`, () => {
      assert.equal(touching(entry), 0);
    });
  }
});
