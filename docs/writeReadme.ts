// `npm run readme`: writes the generated tables into README.md, between their marks.
import { readFileSync, writeFileSync } from "node:fs";
import * as prettier from "prettier";
import { readmeTables } from "./readmeTables";

const FILE = "README.md";

/** The README with every table between `<!-- table: name -->` and `<!-- end -->` made anew, and formatted. */
export async function readmeWithTables(readme: string): Promise<string> {
  const tables = readmeTables();
  const places = /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;
  const text = readme.replaceAll(places, (_, begin: string, name: string, end: string) => {
    const table = tables[name];
    if (table === undefined) {
      throw new Error(
        `${FILE} asks for a table "${name}"; there are ${Object.keys(tables).join(", ")}`,
      );
    }
    return `${begin}\n${table}\n\n${end}`;
  });
  return prettier.format(text, { ...(await prettier.resolveConfig(FILE)), filepath: FILE });
}

if (require.main === module) {
  void readmeWithTables(readFileSync(FILE, "utf8")).then((text) => writeFileSync(FILE, text));
}
