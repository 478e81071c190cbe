/** A number for a document that is made at a desk, such as `R-20261122-4f6a09c1`: short enough to be read out. */
export const documentNumber = (letter: string): string => {
  const random = [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${letter}-${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${random}`;
};
