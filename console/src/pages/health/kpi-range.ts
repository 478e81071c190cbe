/** How far back the figures go, and in how many pieces their course is shown. */
export const kpiRanges = [
  { value: '24h', label: 'Last 24 hours', hours: 24, pieces: 8 },
  { value: '7d', label: 'Last 7 days', hours: 7 * 24, pieces: 7 },
] as const;
export type KpiRange = (typeof kpiRanges)[number];

const hourMs = 3_600_000;

/** Pieces of a range on whole hours, first to last; the last one ends now. */
export const piecesOf = ({ hours, pieces }: KpiRange, now: Date): readonly { readonly from: string; readonly to: string }[] => {
  const pieceMs = (hours / pieces) * hourMs;
  const end = Math.ceil(now.getTime() / hourMs) * hourMs;
  return Array.from({ length: pieces }, (_, index) => {
    const from = end - (pieces - index) * pieceMs;
    return { from: new Date(from).toISOString(), to: new Date(Math.min(from + pieceMs, now.getTime())).toISOString() };
  });
};
