// The people around the installation: buyers, warehouse staff, suppliers. What got no answer they do again, word for word.
import type { Answer, Life } from './installation.ts';
import type { Random } from '../../lib/platform/simulation/random.ts';

const locations = ['east', 'west', 'south'] as const;
/** Units of every SKU that every warehouse begins with. */
export const firstDelivery = 10;

const skus = Array.from({ length: 8 }, (_, index) => `DRILL-${index + 1}`);

type Placement = { readonly key: string; readonly body: Readonly<Record<string, unknown>> };
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
  /** Acknowledged orders: our own key, and the id that the installation gave it. */
  readonly placed: Map<string, string>;
  /** Goods that the installation has acknowledged, per SKU and location (`sku@location`). */
  readonly received: Map<string, number>;
  readonly refusals: string[];
  /** One thing that somebody does. */
  readonly act: (life: Life) => Promise<void>;
  /** Everything that is still without an answer. @returns whether anything was */
  readonly finishAsking: (life: Life) => Promise<boolean>;
  /** One round through the warehouses, everybody doing what lies before them. @returns whether there was work */
  readonly workOff: (life: Life) => Promise<boolean>;
};

const address = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'NY', postal_code: '12207', country: 'US' };

const isDone = (answer: Answer | undefined): answer is Answer => answer !== undefined && answer.status < 500;

export const openTrade = (random: Random): Trade => {
  const placed = new Map<string, string>();
  const received = new Map<string, number>();
  const refusals: string[] = [];
  const unanswered = { placements: new Map<string, Placement>(), receipts: new Map<string, Receipt>() };
  let serial = 0;

  const place = async (life: Life, placement: Placement): Promise<void> => {
    unanswered.placements.set(placement.key, placement);
    const answer = await life.ask('POST', '/orders', placement.body);
    if (!isDone(answer)) return;
    unanswered.placements.delete(placement.key);
    const { order_id: orderId } = answer.body;
    if (answer.status > 201 || typeof orderId !== 'string')
      refusals.push(`order ${placement.key} was answered ${answer.status} ${String(answer.body['code'])}`);
    else placed.set(placement.key, orderId);
  };

  const receive = async (life: Life, receipt: Receipt): Promise<void> => {
    unanswered.receipts.set(receipt.receipt_id, receipt);
    const answer = await life.ask('POST', '/inventory/receipts', receipt);
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
    const line_items = [...wanted].map((sku) => ({ sku, quantity: random.between(1, 3), unit_price: 1_000 }));
    const payment_method = { kind: 'card', provider: 'visa', status: 'paid' };
    return { key, body: { channel_order_id: key, currency: 'USD', line_items, shipping_address: address, payment_method } };
  };

  const newReceipt = (): Receipt => ({
    receipt_id: `truck-${(serial += 1)}`,
    lines: [{ sku: random.pick(skus), location_id: random.pick(locations), quantity: random.between(1, 6) }],
  });

  const cancelOne = async (life: Life): Promise<void> => {
    const recent = [...placed.values()].slice(-30);
    const orderId = recent.length > 0 ? random.pick(recent) : undefined;
    if (orderId !== undefined) await life.ask('POST', `/orders/${orderId}/cancel`, {});
  };

  const waiting = async (life: Life, locationId: string, status: string): Promise<readonly Work[]> => {
    const answer = await life.ask('GET', `/fulfillment-orders?location_id=${locationId}&status=${status}&limit=100`);
    return answer?.status === 200 ? (answer.body['items'] as readonly Work[]) : [];
  };

  /** The next step of a piece of work; the warehouse sometimes refuses it, or finds too little. */
  const advance = async (life: Life, { fulfillment_order_id: id, status, lines }: Work): Promise<void> => {
    const say = (verb: string, body: unknown) => life.ask('POST', `/fulfillment-orders/${id}/${verb}`, body);
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
    act: async (life) => {
      const chance = random.next();
      if (chance < 0.35) return place(life, newPlacement());
      if (chance < 0.45) return receive(life, newReceipt());
      if (chance < 0.52) return cancelOne(life);
      const found = await waiting(life, random.pick(locations), random.pick(stages));
      const work = found.length > 0 ? random.pick(found) : undefined;
      if (work) await advance(life, work);
    },
    finishAsking: async (life) => {
      const { placements, receipts } = unanswered;
      const asked = placements.size + receipts.size > 0;
      for (const placement of placements.values()) await place(life, placement);
      for (const receipt of receipts.values()) await receive(life, receipt);
      return asked;
    },
    workOff: async (life) => {
      let worked = 0;
      for (const locationId of locations) {
        for (const stage of stages) {
          const list = await waiting(life, locationId, stage);
          await Promise.all(list.map((work) => advance(life, work)));
          worked += list.length;
        }
      }
      return worked > 0;
    },
  };
};

/** Three warehouses, and a first delivery that does not suffice for long. */
export const openShop = async (life: Life): Promise<void> => {
  for (const locationId of locations) {
    await life.ask('POST', '/locations', { location_id: locationId, name: locationId, type: 'warehouse', country: 'US' });
    const lines = skus.map((sku) => ({ sku, location_id: locationId, quantity: firstDelivery }));
    await life.ask('POST', '/inventory/receipts', { receipt_id: `first-${locationId}`, lines });
  }
};
