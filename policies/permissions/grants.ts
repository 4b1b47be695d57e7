import { UNKNOWN } from "../rule";
import type { Clause, PolicyDocument, Statement } from "./document";
import type { TamperingAction } from "./tamperingActions";
import type { Text } from "./texts";
import { canMeet, covers } from "./wildcard";

// Which actions a policy document allows. It is read broadly: a condition takes nothing away, and only a Deny that holds
// for every resource, every caller and without condition does.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

export interface Grant {
  readonly statement: Statement;
  /** The pattern that names the actions, or the whole of NotAction, which leaves them in. */
  readonly path: string;
  readonly isLeftIn: boolean;
  readonly actions: readonly TamperingAction[];
}

export function grantsOf(
  { statements }: PolicyDocument,
  judged: readonly TamperingAction[],
): readonly Grant[] {
  const denials = statements.filter(isForEverything).map(denialOf);
  const open = judged.filter(({ action }) => !denials.some((denies) => denies(action)));
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => grantsIn(statement, open))
    .filter(({ actions }) => actions.length > 0);
}

function grantsIn(statement: Statement, judged: readonly TamperingAction[]): readonly Grant[] {
  const { actions, resources } = statement;
  const patterns = actions.isNegated
    ? [actions]
    : actions.texts.map((text) => ({ path: text.path, texts: [text] }));
  const canReach = reachOf(resources);
  return patterns.map(({ path, texts }) => {
    const isNamed = matcherOf(texts);
    const granted = judged.filter(
      ({ action, resources: targets }) =>
        isNamed(action) !== actions.isNegated && canReach(targets),
    );
    return { statement, path, isLeftIn: actions.isNegated, actions: granted };
  });
}

/** Of a pattern that is not known nobody can say that it names an action. */
function matcherOf(texts: readonly Text[]): (action: string) => boolean {
  // IAM: "The prefix and the action name are case insensitive."
  const patterns = texts.flatMap(({ text }) => (text === UNKNOWN ? [] : [text.toLowerCase()]));
  return (action) => patterns.some((pattern) => covers(pattern, action.toLowerCase()));
}

/** Whether a statement on these resources may be one on some target, asked once for each list of targets. */
function reachOf(resources: Clause | undefined): (targets: readonly string[]) => boolean {
  const known = new Map<readonly string[], boolean>();
  return (targets) => {
    const found = known.get(targets) ?? reaches(resources, targets);
    known.set(targets, found);
    return found;
  };
}

/** A text that is not known may be any. */
function reaches(resources: Clause | undefined, targets: readonly string[]): boolean {
  if (resources === undefined) return true;
  const { texts, isNegated } = resources;
  if (isNegated) {
    return targets.some(
      (target) => !texts.some(({ text }) => text !== UNKNOWN && covers(text, target)),
    );
  }
  return texts.some(
    ({ text }) =>
      text === UNKNOWN ||
      text === "*" ||
      targets.some((target) => canMeet(withoutVariables(text), target)),
  );
}

/** A variable may become any text. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
function withoutVariables(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, "*");
}

/** A Deny that is sure to hold, whoever calls, on whatever. */
function isForEverything({ effect, resources, principal, condition }: Statement): boolean {
  return (
    effect === "Deny" &&
    (condition === undefined || condition === null) &&
    (principal === undefined || (!principal.isNegated && principal.value === "*")) &&
    (resources === undefined ||
      (!resources.isNegated && resources.texts.some(({ text }) => text === "*")))
  );
}

function denialOf({ actions: { texts, isNegated } }: Statement): (action: string) => boolean {
  const isNamed = matcherOf(texts);
  if (!isNegated) return isNamed;
  return (action) => texts.every(({ text }) => text !== UNKNOWN) && !isNamed(action);
}
