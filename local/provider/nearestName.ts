import { closest, distance } from "fastest-levenshtein";

// Guesses what a misspelt name was meant to be.

/** `; did you mean "..."?`, or nothing when no known name is near. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = theOneThatGoesOn(name, known) ?? nearestOf(name, known);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

/** s3Bucket for s3BucketName: many letters away, yet clear. */
function theOneThatGoesOn(name: string, known: readonly string[]): string | undefined {
  const longer = known.filter((one) => name.length >= 4 && one.startsWith(name));
  return longer.length === 1 ? longer[0] : undefined;
}

function nearestOf(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(name, known);
  return distance(name, nearest) <= Math.max(2, Math.floor(name.length / 3)) ? nearest : undefined;
}
