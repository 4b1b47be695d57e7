// The order of CloudWatch Logs Insights' `sort`, "an updated version of natural sorting":
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html

/** Below zero if `a` comes first in ascending order, above if `b` does. */
export function compareNaturally(a: string, b: string): number {
  // "All non-number values come before all number values."
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? 1 : -1;
  if (isNumber(a)) return Number(a) - Number(b) || compareText(a, b);
  const [left, right] = [chunks(a), chunks(b)];
  const at = left.findIndex((chunk, index) => chunk !== right[index]);
  if (at === -1) return left.length - right.length;
  return compareChunks(left[at] ?? "", right[at] ?? "");
}

// "It orders non-numeric portions by their Unicode values, and it orders numeric portions by their length first and then by
// their numerical value."
function compareChunks(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) return a.length - b.length || compareText(a, b);
  return compareText(a, b);
}

// "The algorithm groups consecutive numeric characters and consecutive alphabetic characters into separate chunks."
function chunks(text: string): readonly string[] {
  return text.match(/\d+|\p{L}+|[^\d\p{L}]/gu) ?? [];
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
