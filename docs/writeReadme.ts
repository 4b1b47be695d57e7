// `npm run readme`: writes the generated parts into the READMEs, the runbooks and the monitoring plan, between their marks.
import { readFileSync, writeFileSync } from "node:fs";
import * as prettier from "prettier";
import { planTables } from "./planTables";
import { readmeTables } from "./readmeTables";
import { runbookTables } from "./runbookTables";
import type { Tables } from "./table";

/** Each file with generated parts, and the parts that it may ask for. */
export function generatedParts(): ReadonlyMap<string, Tables> {
  const ofReadmes = readmeTables();
  return new Map<string, Tables>([
    ["README.md", ofReadmes],
    ["policies/README.md", ofReadmes],
    ["docs/monitoring-plan.md", planTables()],
    ...runbookTables(),
  ]);
}

/** The file with every part between `<!-- table: name -->` and `<!-- end -->` made anew, and formatted. */
export async function withGeneratedParts(file: string, parts: Tables): Promise<string> {
  const places = /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;
  const text = readFileSync(file, "utf8").replaceAll(
    places,
    (_, begin: string, name: string, end: string) => {
      const part = parts[name];
      if (part === undefined) {
        throw new Error(
          `${file} asks for a table "${name}"; there are ${Object.keys(parts).join(", ")}`,
        );
      }
      return `${begin}\n${part}\n\n${end}`;
    },
  );
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
}

async function writeAll(): Promise<void> {
  for (const [file, parts] of generatedParts()) {
    writeFileSync(file, await withGeneratedParts(file, parts));
  }
}

if (require.main === module) void writeAll();
