// The people around the installation: buyers, warehouse staff, suppliers. What got no answer they do again, word for word.
import type { Random } from '../../lib/platform/simulation/random.ts';
import type { Answer, Ask } from './estate.ts';

const locations = ['east', 'west', 'south'] as const;
/** Units of every SKU that every warehouse begins with. */
export const firstDelivery = 10;

const unitPriceMinor = 1_000;
const plentyOfUnits = 20_000;
const listMax = 100;
/** As far down the list of its work as somebody looks who picks one piece. */
const glanceMax = 15;
/** Orders that warehouses have refused wait in one of these. */
const waitingStatuses = ['backorder', 'partially_shipped'] as const;

const skus = Array.from({ length: 8 }, (_, index) => `DRILL-${index + 1}`);

type Placement = { readonly key: string; readonly body: Readonly<Record<string, unknown>>; readonly totalMinor: number };

/** An order that the installation has acknowledged. */
export type Placed = {
  /** The id that the installation gave it. */
  readonly orderId: string;
  /** What it costs, and what the customer has paid. */
  readonly totalMinor: number;
};
type Receipt = {
  readonly receipt_id: string;
  readonly lines: readonly { readonly sku: string; readonly location_id: string; readonly quantity: number }[];
};
type Work = {
  readonly fulfillment_order_id: string;
  readonly status: string;
  readonly lines: readonly { readonly line_id: string; readonly quantity: number }[];
};

/** What the world outside knows: only what has been answered counts as done. */
export type Trade = {
  /** Acknowledged orders by our own key. */
  readonly placed: ReadonlyMap<string, Placed>;
  /** Goods that the installation has acknowledged, per SKU and location (`sku@location`). */
  readonly received: ReadonlyMap<string, number>;
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
  /** One thing that somebody does. */
  readonly act: (ask: Ask) => Promise<void>;
  /** Everything that is still without an answer. @returns whether anything was */
  readonly finishAsking: (ask: Ask) => Promise<boolean>;
  /** One round through the warehouses, everybody doing what lies before them. @returns whether there was work */
  readonly workOff: (ask: Ask) => Promise<boolean>;
  /** More of everything than all orders want. */
  readonly stockUp: (ask: Ask) => Promise<void>;
  /** Gives up the orders that every warehouse has refused. @returns how many were asked to end */
  readonly cancelWaiting: (ask: Ask) => Promise<number>;
};

const address = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'NY', postal_code: '12207', country: 'US' };

const isDone = (answer: Answer | undefined): answer is Answer => answer !== undefined && answer.status < 500;

export const openTrade = (random: Random): Trade => {
  const placed = new Map<string, Placed>();
  const received = new Map<string, number>();
  const refusals: string[] = [];
  const unanswered = { placements: new Map<string, Placement>(), receipts: new Map<string, Receipt>() };
  let serial = 0;

  const place = async (ask: Ask, placement: Placement): Promise<void> => {
    unanswered.placements.set(placement.key, placement);
    const answer = await ask('POST', '/orders', placement.body);
    if (!isDone(answer)) return;
    unanswered.placements.delete(placement.key);
    const { order_id: orderId } = answer.body;
    if (answer.status > 201 || typeof orderId !== 'string')
      refusals.push(`order ${placement.key} was answered ${answer.status} ${String(answer.body['code'])}`);
    else placed.set(placement.key, { orderId, totalMinor: placement.totalMinor });
  };

  const receive = async (ask: Ask, receipt: Receipt): Promise<void> => {
    unanswered.receipts.set(receipt.receipt_id, receipt);
    const answer = await ask('POST', '/inventory/receipts', receipt);
    if (!isDone(answer)) return;
    unanswered.receipts.delete(receipt.receipt_id);
    if (answer.status !== 200) {
      refusals.push(`receipt ${receipt.receipt_id} was answered ${answer.status} ${String(answer.body['code'])}`);
      return;
    }
    for (const { sku, location_id: locationId, quantity } of receipt.lines) {
      received.set(`${sku}@${locationId}`, (received.get(`${sku}@${locationId}`) ?? 0) + quantity);
    }
  };

  const newPlacement = (): Placement => {
    const key = `drill-${(serial += 1)}`;
    const wanted = new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(skus)));
    const line_items = [...wanted].map((sku) => ({ sku, quantity: random.between(1, 3), unit_price: unitPriceMinor }));
    const totalMinor = line_items.reduce((sum, { quantity }) => sum + quantity * unitPriceMinor, 0);
    const payment_method = { kind: 'card', provider: 'visa', status: 'paid' };
    const body = { channel_order_id: key, currency: 'USD', line_items, shipping_address: address, payment_method };
    return { key, body, totalMinor };
  };

  const newReceipt = (): Receipt => ({
    receipt_id: `truck-${(serial += 1)}`,
    lines: [{ sku: random.pick(skus), location_id: random.pick(locations), quantity: random.between(4, 24) }],
  });

  const cancelOne = async (ask: Ask): Promise<void> => {
    const recent = [...placed.values()].slice(-30);
    if (recent.length > 0) await ask('POST', `/orders/${random.pick(recent).orderId}/cancel`, {});
  };

  const waiting = async (ask: Ask, locationId: string, status: string, limit: number): Promise<readonly Work[]> => {
    const answer = await ask('GET', `/fulfillment-orders?location_id=${locationId}&status=${status}&limit=${limit}`);
    return answer?.status === 200 ? (answer.body['items'] as readonly Work[]) : [];
  };

  /** The next step of a piece of work; the warehouse sometimes refuses it, or finds too little. */
  const advance = async (ask: Ask, { fulfillment_order_id: id, status, lines }: Work): Promise<void> => {
    const say = (verb: string, body: unknown) => ask('POST', `/fulfillment-orders/${id}/${verb}`, body);
    const chance = random.next();
    const [line] = lines;
    if (status === 'released' && chance < 0.1) await say('reject', { reason: 'capacity' });
    else if (status === 'released') await say('pick', {});
    else if (status === 'picking' && chance < 0.1 && line)
      await say('short-pick', { lines: [{ line_id: line.line_id, picked_quantity: line.quantity - 1 }] });
    else if (status === 'picking') await say('pack', { packages: [{ weight_grams: 500 }] });
    else if (status === 'packed') await say('ship', { carrier: 'ups', tracking_number: `1Z${id}` });
    else await say('deliver', {});
  };

  const stages = ['released', 'picking', 'packed', 'shipped'] as const;

  return {
    placed,
    received,
    refusals,
    act: async (ask) => {
      const chance = random.next();
      if (chance < 0.35) return place(ask, newPlacement());
      if (chance < 0.45) return receive(ask, newReceipt());
      if (chance < 0.52) return cancelOne(ask);
      const found = await waiting(ask, random.pick(locations), random.pick(stages), glanceMax);
      const work = found.length > 0 ? random.pick(found) : undefined;
      if (work) await advance(ask, work);
    },
    finishAsking: async (ask) => {
      const { placements, receipts } = unanswered;
      const asked = placements.size + receipts.size > 0;
      for (const placement of placements.values()) await place(ask, placement);
      for (const receipt of receipts.values()) await receive(ask, receipt);
      return asked;
    },
    workOff: async (ask) => {
      let worked = 0;
      for (const locationId of locations) {
        for (const stage of stages) {
          const list = await waiting(ask, locationId, stage, listMax);
          await Promise.all(list.map((work) => advance(ask, work)));
          worked += list.length;
        }
      }
      return worked > 0;
    },
    stockUp: async (ask) => {
      for (const locationId of locations) {
        const lines = skus.map((sku) => ({ sku, location_id: locationId, quantity: plentyOfUnits }));
        await receive(ask, { receipt_id: `plenty-${locationId}`, lines });
      }
    },
    cancelWaiting: async (ask) => {
      let asked = 0;
      for (const status of waitingStatuses) {
        const answer = await ask('GET', `/orders?status=${status}&limit=${listMax}`);
        const found = answer?.status === 200 ? (answer.body['items'] as readonly { readonly order_id: string }[]) : [];
        await Promise.all(found.map(({ order_id: orderId }) => ask('POST', `/orders/${orderId}/cancel`, {})));
        asked += found.length;
      }
      return asked;
    },
  };
};

const must = (answer: Answer | undefined, what: string): void => {
  if (answer === undefined || answer.status > 299) throw new Error(`${what} was answered ${answer?.status ?? 'with nothing'}`);
};

/**
 * Three warehouses, and a first delivery that does not suffice for long.
 * @throws Error when the installation refuses
 */
export const openShop = async (ask: Ask): Promise<void> => {
  for (const locationId of locations) {
    const location = { location_id: locationId, name: locationId, type: 'warehouse', country: 'US' };
    must(await ask('POST', '/locations', location), `location ${locationId}`);
    const lines = skus.map((sku) => ({ sku, location_id: locationId, quantity: firstDelivery }));
    must(await ask('POST', '/inventory/receipts', { receipt_id: `first-${locationId}`, lines }), `the first delivery of ${locationId}`);
  }
};
