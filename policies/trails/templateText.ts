import { keysInJson, sizeOf } from "../jsonText";
import { valueOfYaml } from "./templateYaml";

// Reads the text of a template, or of a desired state, into plain data; or says why nobody can be sure of what it holds.

export type Read =
  | { readonly value: unknown }
  | { readonly value?: never; readonly why: string; readonly fix: string };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const LARGEST_TEMPLATE_BYTES = 51_200;

/** https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_CreateResource.html takes less; this bounds the work. */
const LARGEST_STATE_BYTES = 1_048_576;

/** A template in JSON, or in YAML with the short forms of functions. */
export const readTemplate = rememberingLast((text) =>
  tooLarge(text, LARGEST_TEMPLATE_BYTES) ? tooLargeFor(LARGEST_TEMPLATE_BYTES) : ofTemplate(text),
);

/** Cloud Control's desired state, which is JSON. */
export const readDesiredState = rememberingLast((text) => {
  if (tooLarge(text, LARGEST_STATE_BYTES)) return tooLargeFor(LARGEST_STATE_BYTES);
  return ofJson(text) ?? { why: "is not JSON", fix: "write it as JSON" };
});

function ofTemplate(text: string): Read {
  const json = ofJson(text);
  if (json !== undefined) return json;
  try {
    return { value: valueOfYaml(text) };
  } catch {
    // The parser's message is not passed on: it quotes the template.
    return {
      why: "is neither JSON nor YAML that CloudFormation surely reads the same way (it knows no aliases, merges or repeated keys)",
      fix: "mend the template; cfn-lint tells where it is wrong",
    };
  }
}

/** Undefined if it is not JSON. */
function ofJson(text: string): Read | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return keysInJson(text) === sizeOf(value).keys
    ? { value }
    : { why: "holds a key twice in one object", fix: "leave one of the two out" };
}

function tooLarge(text: string, bytes: number): boolean {
  return text.length > bytes || Buffer.byteLength(text) > bytes;
}

function tooLargeFor(bytes: number): Read {
  return { why: `is larger than ${bytes} bytes`, fix: "divide it into smaller ones" };
}

/** Several rules read the same template, one after the other. */
function rememberingLast(read: (text: string) => Read): (text: string) => Read {
  let last: { readonly text: string; readonly result: Read } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, result: read(text) };
    return last.result;
  };
}
