// `npm run readme`: writes the generated tables into each README, between their marks.
import { readFileSync, writeFileSync } from "node:fs";
import * as prettier from "prettier";
import { readmeTables } from "./readmeTables";

export const READMES: readonly string[] = ["README.md", "policies/README.md"];

/** A README with every table between `<!-- table: name -->` and `<!-- end -->` made anew, and formatted. */
export async function readmeWithTables(file: string): Promise<string> {
  const tables = readmeTables();
  const readme = readFileSync(file, "utf8");
  const places = /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;
  const text = readme.replaceAll(places, (_, begin: string, name: string, end: string) => {
    const table = tables[name];
    if (table === undefined) {
      throw new Error(
        `${file} asks for a table "${name}"; there are ${Object.keys(tables).join(", ")}`,
      );
    }
    return `${begin}\n${table}\n\n${end}`;
  });
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
}

async function writeReadmes(): Promise<void> {
  for (const file of READMES) writeFileSync(file, await readmeWithTables(file));
}

if (require.main === module) void writeReadmes();
