// Does many things, but only so many at the same time.

/** Results in the order of the things. The first failure is the failure of all, and nothing new is begun after it. */
export async function inParallel<T, R>(
  things: readonly T[],
  limit: number,
  action: (thing: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = things.entries();
  let failed = false;
  const worker = async () => {
    for (const [index, thing] of waiting) {
      if (failed) return;
      try {
        results[index] = await action(thing);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, things.length) }, worker));
  return results;
}
