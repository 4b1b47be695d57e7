import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { CLONE } from "./environment";
import { withPolicyPack } from "./policyPackArgument";

const inBrackets = (packDirectory: string): string => `<${packDirectory}>`;

describe("npm run pulumi -- --policy-pack", () => {
  const own = path.join(CLONE, "policies");
  const forms = [
    [
      ["preview", "--policy-pack", "policies"],
      ["preview", "--policy-pack", `<${own}>`],
    ],
    [
      ["up", "--policy-pack", "./policies", "--yes"],
      ["up", "--policy-pack", `<${own}>`, "--yes"],
    ],
    [
      ["up", "--policy-pack=policies/"],
      ["up", `--policy-pack=<${own}>`],
    ],
    [
      ["up", `--policy-pack=${own}`],
      ["up", `--policy-pack=<${own}>`],
    ],
    [
      ["-C", "/", "up", "--policy-pack=policies"],
      ["-C", "/", "up", `--policy-pack=<${own}>`],
    ],
  ] as const;
  for (const [given, wanted] of forms) {
    it(`gives the engine its own path for ${given.join(" ").replace(own, "<clone>/policies")}`, () => {
      assert.deepEqual(withPolicyPack(given, inBrackets), wanted);
    });
  }

  describe("with the pack of another folder", () => {
    let program: string;
    beforeEach(() => {
      program = temporaryFolder();
    });
    afterEach(removeTemporaryFolders);

    function pack(name: string, runtime: string): string {
      const folder = path.join(program, "node_modules", name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "PulumiPolicy.yaml"), `runtime: ${runtime}\n`);
      return folder;
    }

    it("gives the engine its own path for one in Node.js, from where the engine works", () => {
      const folder = pack("theirs", "nodejs");
      const withOptions = pack("more", "\n  name: nodejs\n  options: { typescript: false }");
      const relative = path.join("node_modules", "theirs");
      for (const flags of [["-C", program], [`--cwd=${program}`], ["--cwd", program]]) {
        assert.deepEqual(
          withPolicyPack([...flags, "preview", "--policy-pack", relative], inBrackets),
          [...flags, "preview", "--policy-pack", `<${folder}>`],
        );
      }
      assert.deepEqual(
        withPolicyPack([`--policy-pack=${relative},${withOptions}`], inBrackets, program),
        [`--policy-pack=<${folder}>,<${withOptions}>`],
      );
    });

    it("leaves packs in other languages, other folders and other arguments alone", () => {
      const python = pack("python", "python");
      const args = ["up", "--policy-pack", python, `--policy-pack=${program}`, "policies"];
      assert.deepEqual(withPolicyPack(args, inBrackets), args);
    });
  });
});
