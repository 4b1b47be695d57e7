// Makes the code of a Lambda function: one minified file with all that it needs. The same sources give the same bytes, so that an
// unchanged function is not deployed again.
import { buildSync } from "esbuild";

/** The `runtime` of the functions, for which the code is made. */
export const LAMBDA_RUNTIME = "nodejs22.x";

/** @param entryPoint Path of the file that exports the handlers. */
export function bundle(entryPoint: string): string {
  const { outputFiles } = buildSync({
    // Names in the result are relative to this folder: it must not depend on where the repository lies.
    absWorkingDir: __dirname,
    entryPoints: [entryPoint],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    // The SDK's ES modules can be shaken; its CommonJS cannot.
    mainFields: ["module", "main"],
    charset: "utf8",
    sourcemap: false,
    write: false,
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("");
}
