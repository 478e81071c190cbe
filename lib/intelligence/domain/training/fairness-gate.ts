import { compareGroups, type GroupRate } from '../decisions/fairness.ts';
import type { Gate } from '../registry/model.values.ts';

/** By what held-out orders are told apart; null where it is not known. None of it is personal. */
export type RowGroups = { readonly channel: readonly (string | null)[]; readonly region: readonly (string | null)[] };

/** Of the rows, those with the highest scores count as stopped, for either side the same share: what differs is whom it hits. */
export const stoppedShare = 0.05;
/** Orders from which a group counts, as in the figures of the product. */
const ordersMin = 50;
/** The largest groups of each kind; of small ones chance would be one too many. */
const groupsMax = 8;

/** The score from which on the given share of rows lies. */
const cutOf = (scores: readonly number[]): number =>
  scores.toSorted((one, other) => other - one)[Math.max(0, Math.ceil(scores.length * stoppedShare) - 1)] ?? Number.POSITIVE_INFINITY;

type Row = { readonly group: string; readonly stopped: boolean };

const ratesOf = (rows: readonly Row[], largest: ReadonlySet<string>): ReadonlyMap<string, GroupRate> => {
  const counts = [...Map.groupBy(rows, ({ group }) => group)]
    .filter(([group]) => largest.has(group))
    .map(([group, of]) => ({ group, orders: of.length, adverse: of.filter(({ stopped }) => stopped).length }));
  return new Map(compareGroups(counts, ordersMin).map((rate) => [rate.group, rate]));
};

/**
 * How many groups the challenger stops wrongly more often than others, beyond chance, and more often than the champion does. Only
 * honest orders are compared: a channel that brings more fraud may be stopped more often, its honest customers may not.
 */
export const fairnessGate = (heldOut: {
  readonly labels: readonly number[];
  readonly challenger: readonly number[];
  readonly champion: readonly number[];
  readonly groups: RowGroups;
}): Gate => {
  const [challengerCut, championCut] = [cutOf(heldOut.challenger), cutOf(heldOut.champion)];
  const worse = (names: readonly (string | null)[]): number => {
    const honest = names.flatMap((group, index) => (group !== null && heldOut.labels[index] === 0 ? [{ group, index }] : []));
    const sizes = [...Map.groupBy(honest, ({ group }) => group)].toSorted(([, one], [, other]) => other.length - one.length);
    const largest = new Set(sizes.slice(0, groupsMax).map(([group]) => group));
    const side = (scores: readonly number[], cut: number) =>
      ratesOf(
        honest.map(({ group, index }) => ({ group, stopped: (scores[index] ?? 0) >= cut })),
        largest,
      );
    const champion = side(heldOut.champion, championCut);
    return [...side(heldOut.challenger, challengerCut).values()].filter(
      ({ group, gap, low }) => gap !== null && low > (champion.get(group)?.high ?? 0),
    ).length;
  };
  return { name: 'fairness_new_gaps', value: worse(heldOut.groups.channel) + worse(heldOut.groups.region), bound: 0, wants: 'at_most' };
};
