import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import ts from "typescript";
import { allTypes } from "./catalogue";
import type { Properties, Property, Shape } from "./resourceType";

// Compares every table with the type declarations of the pinned @pulumi/aws, so that no program works here that the
// real provider would refuse.

const PACKAGE = dirname(require.resolve("@pulumi/aws/package.json"));

/** Such as /…/@pulumi/aws/kms/key.d.ts for aws:kms/key:Key. */
function declarationFile(token: string): string {
  return join(PACKAGE, `${token.split(":")[1] ?? ""}.d.ts`);
}

const types = allTypes();
const program = ts.createProgram(
  types.map(({ token }) => declarationFile(token)),
  { strict: true, skipLibCheck: true, noResolve: false, types: [], module: ts.ModuleKind.NodeNext },
);
const checker = program.getTypeChecker();

function interfaceType(token: string, suffix: "Args" | "State"): ts.Type {
  const file = program.getSourceFile(declarationFile(token));
  assert.ok(file, `${token} is not in @pulumi/aws`);
  const name = `${token.split(":")[2] ?? ""}${suffix}`;
  const declaration = file.statements.find(
    (one) => ts.isInterfaceDeclaration(one) && one.name.text === name,
  );
  assert.ok(declaration, `${name} is not in ${file.fileName}`);
  return checker.getTypeAtLocation(declaration);
}

/** What an Input<T> may be when it is neither a promise nor an output. */
function plainTypes(type: ts.Type): ts.Type[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.filter(
    (part) =>
      (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) === 0 &&
      !["Promise", "OutputInstance"].includes(part.symbol?.name ?? "") &&
      part.getProperty("apply") === undefined,
  );
}

function isOptional(symbol: ts.Symbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Optional) !== 0;
}

function problemsOf(path: string, properties: Properties, declared: ts.Type): string[] {
  const given = Object.entries(properties).filter(([, property]) => property.output !== true);
  return given.flatMap(([name, property]) => {
    const symbol = declared.getProperty(name);
    if (symbol === undefined) return [`${path}${name} is not there`];
    const isRequired = property.required === true;
    const demand =
      isRequired === isOptional(symbol)
        ? [`${path}${name} is ${isRequired ? "optional" : "required"} there`]
        : [];
    return [...demand, ...shapeProblems(path + name, property, checker.getTypeOfSymbol(symbol))];
  });
}

const BASIC: Readonly<Record<string, ts.TypeFlags>> = {
  string: ts.TypeFlags.StringLike,
  json: ts.TypeFlags.StringLike,
  policy: ts.TypeFlags.StringLike,
  integer: ts.TypeFlags.NumberLike,
  number: ts.TypeFlags.NumberLike,
  boolean: ts.TypeFlags.BooleanLike,
};

function shapeProblems(path: string, shape: Shape | Property, type: ts.Type): string[] {
  const parts = plainTypes(type);
  const wrong = [`${path} is not a ${shape.type} there but ${checker.typeToString(type)}`];
  if (shape.type === "list" || shape.type === "set") {
    const item = parts
      .map((part) => checker.getIndexTypeOfType(part, ts.IndexKind.Number))
      .find((one) => one !== undefined);
    return item === undefined ? wrong : shapeProblems(`${path}[]`, shape.of, item);
  }
  if (shape.type === "map")
    return parts.some((part) => checker.getIndexTypeOfType(part, ts.IndexKind.String) !== undefined)
      ? []
      : wrong;
  if (shape.type === "object") {
    const object = parts.find((part) => (part.flags & ts.TypeFlags.Object) !== 0);
    if (object === undefined) return wrong;
    const missing = requiredNames(object).filter((name) => !(name in shape.properties));
    return [
      ...missing.map((name) => `${path}.${name} is required there`),
      ...problemsOf(`${path}.`, shape.properties, object),
    ];
  }
  if (shape.type === "archive")
    return parts.some((part) => part.symbol?.name.endsWith("Archive")) ? [] : wrong;
  const flags = BASIC[shape.type] ?? 0;
  return parts.some((part) => (part.flags & flags) !== 0) ? [] : wrong;
}

function requiredNames(type: ts.Type): string[] {
  return type
    .getProperties()
    .filter((symbol) => !isOptional(symbol))
    .map((symbol) => symbol.name);
}

describe("the property tables, compared with @pulumi/aws", () => {
  for (const { token, properties } of types) {
    it(`has for ${token} only inputs that the real provider has, of the same type and as much required`, () => {
      const args = interfaceType(token, "Args");
      const missing = requiredNames(args).filter((name) => !(name in properties));
      assert.deepEqual([...missing, ...problemsOf("", properties, args)], []);
    });

    it(`has for ${token} only outputs that the real provider has`, () => {
      const state = interfaceType(token, "State");
      const unknown = Object.keys(properties).filter(
        (name) => state.getProperty(name) === undefined,
      );
      assert.deepEqual(unknown, []);
    });
  }
});
