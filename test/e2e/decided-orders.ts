import { eventually } from './installation.ts';
import type { Shop } from './shop.ts';

/** A decision as lists of decisions show it. */
export type ListedDecision = { readonly decision_id: string; readonly kind: string; readonly decided: string | null };

/** Path of a decision by its name alone. */
export const named = (id: string): string => `/decisions/${encodeURIComponent(id)}`;

/** Orders about which something has been decided. `shop` is asked when it is there, which is after the file has been read. */
export const createDecidedOrders = (shop: () => Shop) => ({
  allocated: async (lines: Record<string, number> = { MUG: 2 }): Promise<string> => {
    const id = await shop().place(lines);
    await shop().reaches(id, 'allocated');
    return id;
  },
  /** An order that costs more than the review threshold lets pass. */
  inReview: async (): Promise<{ readonly id: string; readonly fraud: string; readonly holdId: string }> => {
    const line = { sku: 'CAP', quantity: 1, unit_price: 90_000 };
    const id = await shop().place({ CAP: 1 }, { line_items: [line] });
    const held = await eventually(
      () => shop().order(id),
      ({ holds }) => holds.length > 0,
    );
    const decisions = (await shop().must('GET', `/orders/${id}/why`)).body.decisions as readonly ListedDecision[];
    return { id, fraud: decisions.find(({ kind }) => kind === 'fraud')?.decision_id ?? '', holdId: held.holds[0].hold_id };
  },
});
