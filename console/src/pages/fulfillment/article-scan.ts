import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { problemOf } from '../../shared/problem.tsx';
import type { Say } from '../../shared/scan-box.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';
import type { WorkActions } from './actions.ts';
import { type Counts, nameOf, wantedOf, type WorkLine } from './counts.ts';

/** A number may be printed with zeros before it and scanned without them. */
const bare = (code: string): string => (/^\d+$/.test(code) ? code.replace(/^0+/, '') : code);

const linesWith = (lines: readonly WorkLine[], code: string): readonly WorkLine[] =>
  lines.filter(({ sku, barcode }) => sku === code || (barcode !== null && bare(barcode) === bare(code)));

type Scanned =
  | { readonly kind: 'lines'; readonly lines: readonly WorkLine[] }
  | { readonly kind: 'other-article'; readonly name: string }
  | { readonly kind: 'other-work'; readonly id: string }
  | { readonly kind: 'unknown' };

/** What a code means at this piece of work; asked for where the code does not stand on its lines. */
const readCode = async (api: Api, work: FulfillmentOrder, code: string): Promise<Scanned> => {
  const own = linesWith(work.lines, code);
  if (own.length > 0) return { kind: 'lines', lines: own };
  const { matches } = await api.scan({ query: { code, location_id: work.location_id } });
  const products = matches.filter(({ kind }) => kind === 'product');
  const lines = work.lines.filter(({ sku }) => products.some(({ id }) => id === sku));
  if (lines.length > 0) return { kind: 'lines', lines };
  const [product] = products;
  if (product) return { kind: 'other-article', name: product.title === null ? product.id : `${product.title} (${product.id})` };
  const others = matches.filter(({ kind }) => kind === 'fulfillment_order');
  const [other] = others;
  return other && others.length === 1 ? { kind: 'other-work', id: other.id } : { kind: 'unknown' };
};

const notNow: Readonly<Record<string, string>> = {
  open: 'This work is not released yet. Leave the goods where they are.',
  packed: 'This parcel is packed already.',
  shipped: 'This parcel has left already.',
  delivered: 'This parcel has arrived already.',
  collected: 'This order was collected already.',
  pickup_expired: 'Nobody came for this order in time. Put the goods back.',
  rejected: 'This work was rejected. Put the goods back.',
  cancelled: 'This work was called off. Put the goods back.',
};

type ArticleScanParts = {
  readonly work: FulfillmentOrder;
  readonly counts: Counts;
  readonly actions: WorkActions;
  readonly say: Say;
  /** Takes a code that nothing is known of while the parcel waits for its tracking number. */
  readonly onTracking: (code: string) => void;
};

/** Counts what is scanned, and refuses what does not belong here. */
export const useArticleScan = ({ work, counts, actions, say, onTracking }: ArticleScanParts) => {
  const { api } = useSession();
  const navigate = useNavigate();
  const waitsForTracking = work.status === 'packed' && work.shipments.length === 0;

  const count = (lines: readonly WorkLine[]): void => {
    const refusal = notNow[work.status];
    if (refusal !== undefined) return say.bad(refusal);
    // At the counter a scan tells whether the goods are those of whoever stands there.
    if (work.status === 'ready_for_pickup' && lines[0]) return say.good(`${nameOf(lines[0])} is part of this order.`);
    const line = lines.find((one) => !counts.isFull(one));
    const [first] = lines;
    if (!first) return;
    const there = line && counts.add(line);
    if (!line || there === undefined)
      return say.bad(
        `Too many: ${nameOf(first)} is complete with ${lines.reduce((sum, one) => sum + wantedOf(one), 0)}. Put this one back.`,
      );
    if (work.status === 'released' && !actions.isActing) actions.start();
    say.good(`${nameOf(line)}: ${there} of ${wantedOf(line)}${counts.isCompleteNow() ? '. Everything is there' : ''}`);
  };

  const follow = (scanned: Scanned, code: string): void => {
    switch (scanned.kind) {
      case 'lines':
        return count(scanned.lines);
      case 'other-article':
        return say.bad(`Wrong article: ${scanned.name} is not part of this work. Put it back.`);
      case 'other-work':
        if (scanned.id === work.fulfillment_order_id) return say.good('This is the work that you have open.');
        say.good('Another piece of work is opened.');
        return void navigate(`/warehouse/${scanned.id}`);
      default:
        if (!waitsForTracking) return say.bad(`Nothing is known as ${code}. Scan it again, or type it.`);
        say.good('Taken as the tracking number.');
        return onTracking(code);
    }
  };

  return (code: string): void => {
    readCode(api, work, code).then(
      (scanned) => follow(scanned, code),
      (error: unknown) => {
        const { title, detail } = problemOf(error);
        say.bad(detail ?? title);
      },
    );
  };
};
