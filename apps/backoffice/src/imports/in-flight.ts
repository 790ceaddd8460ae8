/**
 * Works through items, so many at a time, and gives the results in their order. Items of one key are worked through one
 * after the other, in order. The first failure ends it, once what is under way has settled.
 */
export const inFlight = async <Item, Result>(
  items: readonly Item[],
  width: number,
  keyOf: (item: Item) => string | undefined,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results = new Array<Result>(items.length);
  const turns = new Map<string, Promise<unknown>>();
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failure) {
      const index = next++;
      const item = items[index] as Item;
      const key = keyOf(item);
      const before = key === undefined ? undefined : turns.get(key);
      const turn = (before ?? Promise.resolve()).then(() => work(item));
      if (key !== undefined)
        turns.set(
          key,
          turn.catch(() => undefined),
        );
      try {
        results[index] = await turn;
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  if (failure) throw failure.error;
  return results;
};
