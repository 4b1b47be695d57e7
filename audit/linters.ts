import { execFileSync } from "node:child_process";
import path from "node:path";
import { Problem } from "../local/problem";
import type { Finding } from "./finding";
import type { PolicyDocument } from "./policyDocuments";

// Two linters of policy documents, parliament and cfn-lint, run by lint.py.

export type Linter = Extract<Finding["tool"], "parliament" | "cfn-lint">;

/** Linted with the others: a linter that finds nothing wrong with it does not work. */
const WRONG: PolicyDocument = {
  name: "Key wrong-on-purpose",
  kind: "resource",
  text: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "Wrong", Effect: "Allow", Principal: "*", Action: "kms:NoSuchAction", Resource: "*" },
    ],
  }),
};

/** @param python One that has the linters. */
export function lint(
  python: string,
  linters: readonly Linter[],
  documents: readonly PolicyDocument[],
): readonly Finding[] {
  // parliament uses a module of setuptools that warns of its own end.
  const args = ["-W", "ignore::UserWarning", path.join(__dirname, "lint.py"), ...linters];
  const input = JSON.stringify([...documents, WRONG]);
  const said = execFileSync(python, args, { input });
  const findings = JSON.parse(said.toString("utf8")) as readonly Finding[];
  const isOnWrong = ({ on }: Finding) => on.startsWith(WRONG.name);
  for (const tool of linters) {
    if (!findings.some((finding) => finding.tool === tool && isOnWrong(finding))) {
      throw new Problem(`${tool} finds nothing wrong with ${WRONG.text}`);
    }
  }
  return findings.filter((finding) => !isOnWrong(finding));
}
