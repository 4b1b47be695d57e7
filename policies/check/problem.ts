/** Something about what `policy-check` was given, told to a person without a stack; exit code 2. */
export class Problem extends Error {}
