// `npm run policy-package`: compiles the pack into policies/compiled, a package that can be packed, installed and published.
// It has no scripts: `pulumi policy publish` takes everything that `npm pack` writes for the name of the file, also what
// npm says of a script that it runs.
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export function compilePack(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const tsc = require.resolve("typescript/bin/tsc");
  const args = ["--project", __dirname, "--noEmit", "false", "--outDir", folder];
  execFileSync(process.execPath, [tsc, ...args], { stdio: ["ignore", "inherit", "inherit"] });
  for (const file of ["PulumiPolicy.yaml", "README.md"]) {
    copyFileSync(path.join(__dirname, file), path.join(folder, file));
  }
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** As in the clone, without the compiler and with `policy-check` as a command. */
function manifest(): object {
  const source = JSON.parse(readFileSync(path.join(__dirname, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const dependencies = { ...source.dependencies };
  delete dependencies["typescript"];
  return {
    ...source,
    main: "index.js",
    bin: { "kms-policy-check": "check/main.js" },
    dependencies,
  };
}

if (require.main === module) compilePack(path.join(__dirname, "compiled"));
