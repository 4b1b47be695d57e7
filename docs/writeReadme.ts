// `npm run readme`: writes the generated tables into README.md, between their marks.
import { readFileSync, writeFileSync } from "node:fs";
import { readmeTables } from "./readmeTables";

const FILE = "README.md";

/** The README with every table between `<!-- table: name -->` and `<!-- end -->` made anew. */
export function readmeWithTables(readme: string): string {
  const tables = readmeTables();
  const places = /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;
  return readme.replaceAll(places, (_, begin: string, name: string, end: string) => {
    const table = tables[name];
    if (table === undefined) {
      throw new Error(
        `${FILE} asks for a table "${name}"; there are ${Object.keys(tables).join(", ")}`,
      );
    }
    return `${begin}\n${table}\n\n${end}`;
  });
}

if (require.main === module) {
  writeFileSync(FILE, readmeWithTables(readFileSync(FILE, "utf8")));
}
