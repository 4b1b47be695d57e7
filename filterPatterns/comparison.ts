import type { Comparison, Text } from "./tree";
import { searchRegex } from "./regex";

// Decides whether one value of a log event passes one comparison of a filter pattern. "The page" and
// "the older page" are named in filterPattern.peggy.

// The selector must point to a string or a number. On anything else "the filter will not be
// applied": with users an array, neither { $.users = 1 } nor { $.users != 1 } matches (the older
// page). The pages do not name missing properties, null and booleans; they are treated alike. On
// AWS a missing property was seen not to match !=: https://github.com/DataBiosphere/azul/issues/5884
export function comparisonHolds({ operator, operand }: Comparison, value: unknown): boolean {
  if (typeof value !== "string" && typeof value !== "number") return false;
  if (operand.kind === "number" && typeof value === "number") {
    return {
      "=": value === operand.value,
      "!=": value !== operand.value,
      "<": value < operand.value,
      "<=": value <= operand.value,
      ">": value > operand.value,
      ">=": value >= operand.value,
    }[operator];
  }
  // The page lets * match numbers ({ $.status = 4* }), so a number is also read as text, and 400
  // in a pattern, which is a string without quotes as well, equals the string "400". A string is
  // never larger or smaller than a number.
  if (operator !== "=" && operator !== "!=") return false;
  const text = String(value);
  if (operand.kind === "number") return (text === operand.text) === (operator === "=");
  const fits = operand.kind === "regex" ? searchRegex(operand, text) : fitsText(operand, text);
  return fits === (operator === "=");
}

// A * stands for any text, also none, wherever it is; see hasInnerWildcard for what AWS promises.
// Finds each part at its first possible place, which is always the best one: no backtracking.
function fitsText({ parts }: Text, text: string): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const place = text.indexOf(part, from);
    if (place === -1) return false;
    from = place + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
