import { execFileSync } from "node:child_process";
import path from "node:path";
import { emulatorPython } from "../local/python";

// Who decides whether a policy allows a call: ministack's evaluator, by judge.py. judge.test.ts measures how good it is.

export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Document {
  readonly Statement: readonly Statement[];
}

export interface Call {
  /** Name of a service, ARN of a principal, or "anonymous". */
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  /** Keys of the request context. `aws:SecureTransport` is true unless it says otherwise. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export interface Case {
  readonly document: Document;
  readonly call: Call;
}

export interface Verdict {
  readonly decision: "Allow" | "Deny" | "ImplicitDeny";
  /** Of the statement that allows or denies. */
  readonly sid: string;
}

/** Judges by the document alone: what other policies say of the same call does not count. */
export async function judge(cases: readonly Case[]): Promise<readonly Verdict[]> {
  const { executable } = await emulatorPython({ environment: process.env });
  const input = JSON.stringify(cases);
  const answer = execFileSync(executable, [path.join(__dirname, "judge.py")], { input });
  const verdicts = JSON.parse(answer.toString("utf8")) as [Verdict["decision"], string][];
  return verdicts.map(([decision, sid]) => ({ decision, sid }));
}
