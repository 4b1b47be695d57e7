import { isMap, isScalar, isSeq, parseDocument, type Scalar } from "yaml";

// Reads a template in YAML as CloudFormation does: YAML 1.1, with short forms of functions, but without aliases and merges.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html

const DEEPEST = 100;

/**
 * Directives, which give tags another meaning; and characters that end a line for a reader of YAML 1.1 and not for one of 1.2,
 * behind which a comment could hide a resource.
 */
const READ_IN_MORE_THAN_ONE_WAY = /^%|[\u0085\u2028\u2029\0]|\r(?!\n)|(?<!^)\uFEFF/mu;

/** The parser takes its time over thousands of brackets that nobody closes. */
const MOST_UNCLOSED = 500;

/** @throws Error for anything that CloudFormation refuses, or might read in another way. */
export function valueOfYaml(text: string): unknown {
  if (READ_IN_MORE_THAN_ONE_WAY.test(text)) throw new Error("has characters of two meanings");
  if (count(text, /[[{]/g) - count(text, /[\]}]/g) > MOST_UNCLOSED) {
    throw new Error("leaves brackets open");
  }
  // Not `logLevel: "silent"`, which would also keep quiet about a second document.
  const document = parseDocument(text, {
    version: "1.1",
    merge: false,
    // Compares keys as text, below, and faster.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return valueOf(document.contents, DEEPEST);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function valueOf(node: unknown, depth: number): unknown {
  if (depth === 0) throw new Error("nests too deep");
  const tag = tagOf(node);
  if (tag !== undefined) return { [longForm(tag)]: contentOf(node, depth) };
  return contentOf(node, depth);
}

function contentOf(node: unknown, depth: number): unknown {
  if (node === null) return null;
  if (isScalar(node)) return ofScalar(node);
  if (isSeq(node)) return node.items.map((item) => valueOf(item, depth - 1));
  if (!isMap(node)) throw new Error("has an alias");
  const entries = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const name = keyOf(key);
    if (entries.has(name)) throw new Error("has a key twice");
    entries.set(name, valueOf(value, depth - 1));
  }
  return Object.fromEntries(entries);
}

/** Dates and big numbers stay the text that they are written as. */
function ofScalar({ value, source }: Scalar): unknown {
  return typeof value === "object" && value !== null ? source : value;
}

/** A key is text, though YAML 1.1 takes `Yes` and `2012-10-17` for something else. */
function keyOf(key: unknown): string {
  if (!isScalar(key) || tagOf(key) !== undefined || key.source === "<<") {
    throw new Error("has a key that is no text");
  }
  return typeof key.value === "string" ? key.value : (key.source ?? "");
}

/** YAML's own tags for what JSON has too, and for dates. The others, such as `!!binary`, make another value of what is written. */
const PLAIN_TAGS = /^(!|tag:yaml\.org,2002:(str|bool|int|float|null|seq|map|timestamp))$/;

/** The name in `!Sub` and its like. Values already follow YAML's own tags; other tags come from a %TAG directive. */
function tagOf(node: unknown): string | undefined {
  const tag = isScalar(node) || isSeq(node) || isMap(node) ? node.tag : undefined;
  if (tag === undefined || PLAIN_TAGS.test(tag)) return undefined;
  if (!tag.startsWith("!")) throw new Error("has a tag that CloudFormation does not know");
  return tag.slice(1);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
function longForm(tag: string): string {
  return tag === "Ref" || tag === "Condition" ? tag : `Fn::${tag}`;
}
