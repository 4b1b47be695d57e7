// Compares texts with the wildcards of IAM: `*` stands for any text, `?` for one character. Neither function goes back over
// more than the last star, because a policy document may be written to keep its reader busy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html

/** In the other pattern only: any text without colon and slash, such as a part of an ARN. No text has this character. */
export const PART = "\0";

/** Whether the pattern matches all that the other one matches; the other one may be a text without wildcards. */
export function covers(pattern: string, other: string): boolean {
  let p = 0;
  let o = 0;
  let star = -1;
  let resumeAt = 0;
  while (o < other.length) {
    if (pattern[p] === "*") {
      star = p++;
      resumeAt = o;
    } else if (isOneCharacter(other[o]) && (pattern[p] === other[o] || pattern[p] === "?")) {
      p++;
      o++;
    } else if (star >= 0) {
      // What the last star stands for is one character longer.
      p = star + 1;
      o = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

function isOneCharacter(character: string | undefined): boolean {
  return character !== "*" && character !== PART;
}

/** Whether some text is matched by both patterns. */
export function canMeet(one: string, other: string): boolean {
  // `reached` holds each position in `other` up to which some text is matched by both, beside `one` up to its position.
  let reached = new Set([0]);
  for (const character of one) {
    const next = new Set<number>();
    // Positions that are added while the loop runs are visited as well: they are all to the right.
    for (const position of reached) {
      const opposite = other[position];
      const absorbs = opposite === "*" || (opposite === PART && !/[:/]/.test(character));
      if (character === "*" || absorbs) next.add(position);
      if (!isOneCharacter(opposite) || (character === "*" && opposite !== undefined)) {
        reached.add(position + 1);
      } else if (
        opposite !== undefined &&
        (opposite === character || opposite === "?" || character === "?")
      ) {
        next.add(position + 1);
      }
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return [...reached].some((position) => ![...other.slice(position)].some(isOneCharacter));
}
