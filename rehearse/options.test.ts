import assert from "node:assert/strict";
import { readOptions, USAGE } from "./options";

describe("the command line of rehearse", () => {
  it("takes files and options in any order", () => {
    assert.deepEqual(
      readOptions(["a.json", "--json", "-", "--stack", "prod", "--region=eu-west-1"]),
      {
        files: ["a.json", "-"],
        json: true,
        help: false,
        stack: "prod",
        outputsFile: undefined,
        region: "eu-west-1",
      },
    );
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no file", ["--json"], /^No file is given\.\n\nusage: /],
    ["standard input twice", ["-", "-"], /^Standard input can be read only once\./],
    ["two places of outputs", ["a", "--stack", "x", "--outputs", "y"], /exclude each other/],
    ["an unknown option", ["a", "--jsno"], /^Unknown option '--jsno'/],
    ["an option without its value", ["a", "--stack"], /^Option '--stack <value>' argument missing/],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what} with the usage`, () => {
      assert.throws(
        () => readOptions(args),
        (error: Error) =>
          error.name === "Problem" && message.test(error.message) && error.message.endsWith(USAGE),
      );
    });
  }
});
