/** Sheets that documents are printed on: A4 (210 × 297 mm), or US Letter (8.5 × 11 in). */
export const papers = ['a4', 'letter'] as const;
export type Paper = (typeof papers)[number];
