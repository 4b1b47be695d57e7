// Takes entries through the stack: routes of many at once, so that AWS is asked seldom, and then what comes of each in their order.
import type { DeployedStack } from "./deployedStack";
import type { Entry } from "./entries";
import type { Item } from "./item";
import { PatternJudge } from "./patternJudge";
import type { Rehearsed } from "./rehearsed";
import { routesOf } from "./routes";
import { Teller } from "./teller";
import { visibleSentence } from "./visible";

/** How many are held at once. */
const AT_ONCE = 500;

/** One record's result, or the problem of an entry that is none. */
export type Outcome = Rehearsed | { readonly problem: string };

/** In the order of the entries, some at a time. */
export async function* rehearse(
  stack: DeployedStack,
  entries: AsyncIterable<Entry>,
): AsyncGenerator<readonly Outcome[]> {
  const judge = new PatternJudge(stack);
  const teller = new Teller(stack, judge);
  let waiting: Entry[] = [];
  for await (const entry of entries) {
    waiting.push(entry);
    if (waiting.length < AT_ONCE) continue;
    yield await outcomesOf(stack, judge, teller, waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield await outcomesOf(stack, judge, teller, waiting);
}

async function outcomesOf(
  stack: DeployedStack,
  judge: PatternJudge,
  teller: Teller,
  entries: readonly Entry[],
): Promise<readonly Outcome[]> {
  const routed = await Promise.all(
    entries.map(async (entry) => ({
      entry,
      routes: entry.item && (await routesOf(stack, judge, entry.item)),
    })),
  );
  const outcomes: Outcome[] = [];
  for (const { entry, routes } of routed) {
    const { item, record = 0, file, problem = "" }: Entry & { item?: Item } = entry;
    outcomes.push(
      item === undefined || routes === undefined
        ? { problem: visibleSentence(problem) }
        : await teller.tell({ item, record, file }, routes),
    );
  }
  return outcomes;
}
