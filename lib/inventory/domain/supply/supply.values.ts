/** Receipts that one document keeps, so that its state stays small. */
export const receiptsMax = 200;

/** Whether two lists of plain facts say the same, whatever the order of their entries. */
export const sameContent = (left: readonly object[], right: readonly object[]): boolean => {
  const texts = (facts: readonly object[]): readonly string[] =>
    facts.map((fact) => JSON.stringify(Object.entries(fact).sort(([one], [other]) => (one < other ? -1 : 1)))).sort();
  return JSON.stringify(texts(left)) === JSON.stringify(texts(right));
};
