/**
 * The same items, beginning with another one each turn: where a run may end before all are done, none is always the last.
 * @param turn a whole number of 0 or more
 */
export const rotated = <Item>(items: readonly Item[], turn: number): readonly Item[] => {
  const first = items.length === 0 ? 0 : turn % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
};
