import path from "node:path";
import { pythonWith, type Python } from "../local/python";

// A Python environment that holds the audit's tools.

export function auditPython(environment: NodeJS.ProcessEnv): Promise<Python> {
  return pythonWith(
    {
      owner: "audit",
      prefix: "audit",
      requirements: path.join(__dirname, "requirements.txt"),
      modules: "prowler.__main__, parliament, cfnlint.api, moto",
      // prowler refuses Python 3.13.
      newestMinor: 12,
    },
    { environment },
  );
}
