// Those who move goods: transfers between locations and orders to suppliers. What got no answer is asked again, word for word.
import { TenantId } from '../../lib/kernel/ids.ts';
import type { Random } from '../../lib/platform/simulation/random.ts';
import type { SimulatedAnswer } from '../../lib/platform/simulation/gateway.ts';
import type { People } from './people.ts';
import type { Ledgerbook } from './watch.ts';
import { bulky, keptAt, locations, skus, type Tenant, type World } from './world.ts';

export type Movers = {
  /** One look of a retailer at its documents: something new, or something goes on. */
  readonly move: (tenant: Tenant) => Promise<void>;
  /** Everything that is under way arrives. @returns whether a document had not ended */
  readonly finish: () => Promise<boolean>;
  /** What the documents and the ledger say differently, once everything is over. */
  readonly problems: (watch: Ledgerbook) => Promise<readonly string[]>;
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
};

type Document = { readonly tenant: Tenant; readonly kind: 'transfers' | 'purchase-orders'; readonly id: string };
type Parts = {
  readonly world: World;
  readonly people: Pick<People, 'ask'>;
  readonly random: Random;
  readonly documents: Document[];
  readonly refusals: string[];
};

type TransferLine = { readonly sku: string; readonly in_transit: number };
type PurchaseLine = { readonly line_id: string; readonly outstanding: number };

const expectedAt = '2026-11-21T10:00:00Z';
const moved = skus.filter((sku) => sku !== bulky);

const createSaying = ({ world, people, refusals }: Parts) => {
  const { faults } = world.cloud;
  /** Says something once or, by mistake, twice at once. What the state does not allow is no wrong answer. */
  return async ({ tenant, kind, id }: Document, verb: string, body?: unknown): Promise<SimulatedAnswer> => {
    const path = verb === 'create' ? `/${kind}` : `/${kind}/${id}/${verb}`;
    const say = () => people.ask(tenant, 'POST', path, body);
    const again = faults.strikes('duplicate') ? say() : undefined;
    const answer = await say();
    await again;
    if (answer.status !== 200 && answer.status !== 422)
      refusals.push(`${path} was answered ${answer.status} ${String(answer.body['code'])}`);
    return answer;
  };
};

const createTransferActs = ({ random, documents }: Parts, say: ReturnType<typeof createSaying>) => ({
  begin: async (tenant: Tenant): Promise<void> => {
    const document: Document = { tenant, kind: 'transfers', id: `move-${documents.length}` };
    documents.push(document);
    const from = random.pick(locations);
    const to = random.pick(locations.filter((location) => location !== from));
    const lines = [...new Set([random.pick(moved), random.pick(moved)])].map((sku) => ({ sku, quantity: random.between(1, 3) }));
    await say(document, 'create', { transfer_id: document.id, from_location_id: from, to_location_id: to, lines, expected_at: expectedAt });
    await say(document, 'approve');
  },
  /** @param isCalm everything arrives, and nobody changes their mind */
  go: async (document: Document, { body }: SimulatedAnswer, isCalm: boolean): Promise<void> => {
    const status = String(body['status']);
    if (status === 'draft') await say(document, 'approve');
    else if (status === 'approved' && !isCalm && random.chance(0.15)) await say(document, 'cancel', { reason: 'not needed' });
    else if (status === 'approved') await say(document, 'ship', {});
    if (status !== 'in_transit' && status !== 'partially_received') return;
    const lines = (body['lines'] as readonly TransferLine[]).filter((line) => line.in_transit > 0);
    const receiptId = `dock-${String(body['version'])}`;
    if (isCalm || random.chance(0.5)) {
      const whole = lines.map(({ sku, in_transit: received }) => ({ sku, received }));
      await say(document, 'receive', { receipt_id: receiptId, lines: whole });
    } else if (random.chance(0.6)) {
      const [first] = lines;
      const damaged = first !== undefined && random.chance(0.3) ? 1 : 0;
      const part = first ? [{ sku: first.sku, received: 1 - damaged, damaged }] : [];
      if (part.length > 0) await say(document, 'receive', { receipt_id: receiptId, lines: part });
    } else await say(document, 'close', { missing: random.pick(['write_off', 'return']), reason: 'not on the truck' });
  },
});

const createPurchaseActs = ({ random, documents }: Parts, say: ReturnType<typeof createSaying>) => ({
  begin: async (tenant: Tenant): Promise<void> => {
    const document: Document = { tenant, kind: 'purchase-orders', id: `buy-${documents.length}` };
    documents.push(document);
    const location = random.pick(locations);
    const lines = ['1', '2'].map((lineId) => ({
      line_id: lineId,
      sku: random.pick(keptAt(location)),
      quantity: random.between(1, 4),
      ...(random.chance(0.7) ? { expected_at: expectedAt } : {}),
    }));
    await say(document, 'create', { purchase_order_id: document.id, supplier: 'a supplier', location_id: location, lines });
  },
  go: async (document: Document, { body }: SimulatedAnswer, isCalm: boolean): Promise<void> => {
    const status = String(body['status']);
    if (status !== 'open' && status !== 'partially_received') return;
    const lines = (body['lines'] as readonly PurchaseLine[]).filter((line) => line.outstanding > 0);
    const [first] = lines;
    if (!isCalm && random.chance(0.2)) await say(document, 'close', { reason: 'sold out' });
    else if (!isCalm && status === 'open' && random.chance(0.1)) await say(document, 'cancel', { reason: 'by mistake' });
    else if (!isCalm && first && random.chance(0.3))
      await say(document, 'reschedule', { lines: [{ line_id: first.line_id, expected_at: random.pick([null, '2026-11-22T10:00:00Z']) }] });
    else {
      const some = isCalm || !first ? lines : [{ ...first, outstanding: random.between(1, first.outstanding + 1) }];
      const arrived = some.map(({ line_id: lineId, outstanding: received }) => ({ line_id: lineId, received }));
      await say(document, 'receive', { receipt_id: `dock-${String(body['version'])}`, lines: arrived });
    }
  },
});

/** Of each transfer: what left the origin stands somewhere, or a person has written it off; the ledger says so line by line. */
const transferProblems = async (world: World, watch: Ledgerbook, { tenant, id }: Document): Promise<readonly string[]> => {
  const found = await world.product.supply.transfers.get(TenantId(tenant), id);
  if (!found) return [`transfer ${tenant}#${id} was acknowledged and is lost`];
  return found.state.lines.flatMap((line) => {
    const returned = found.state.missing === 'return' ? line.missing : 0;
    const [out, into] = [
      watch.stock.transferredOut.get(`${tenant}#${id} ${line.sku}`) ?? 0,
      watch.stock.transferredIn.get(`${tenant}#${id} ${line.sku}`) ?? 0,
    ];
    const isRight = out === line.shipped && into === line.received + line.damaged + returned;
    return isRight
      ? []
      : [
          `transfer ${tenant}#${id}: ${out} ${line.sku} left and ${into} came in, and it says ${JSON.stringify(line)}, ${found.state.status}`,
        ];
  });
};

const purchaseProblems = async (world: World, watch: Ledgerbook, { tenant, id }: Document): Promise<readonly string[]> => {
  const found = await world.product.supply.purchaseOrders.get(TenantId(tenant), id);
  if (!found) return [`purchase order ${tenant}#${id} was acknowledged and is lost`];
  const arrived = found.state.lines.reduce((sum, { received, damaged }) => sum + received + damaged, 0);
  const booked = watch.stock.purchased.get(`${tenant}#${id}`) ?? 0;
  return arrived === booked ? [] : [`purchase order ${tenant}#${id}: ${arrived} units arrived and ${booked} were booked in`];
};

export const openMovers = (world: World, people: Pick<People, 'ask'>): Movers => {
  const parts: Parts = { world, people, random: world.cloud.random.fork('movers'), documents: [], refusals: [] };
  const { random, documents, refusals } = parts;
  const say = createSaying(parts);
  const acts = { transfers: createTransferActs(parts, say), 'purchase-orders': createPurchaseActs(parts, say) };
  const look = (document: Document) => people.ask(document.tenant, 'GET', `/${document.kind}/${document.id}`);
  const endings: ReadonlySet<string> = new Set(['received', 'closed_short', 'cancelled']);
  const ended = new Set<Document>();

  return {
    refusals,
    move: async (tenant) => {
      const own = documents.filter((document) => document.tenant === tenant);
      if (own.length === 0 || random.chance(0.3)) return acts[random.pick(['transfers', 'purchase-orders'] as const)].begin(tenant);
      const document = random.pick(own);
      const answer = await look(document);
      if (answer.status === 200) await acts[document.kind].go(document, answer, false);
    },
    finish: async () => {
      let any = false;
      for (const document of documents.filter((one) => !ended.has(one))) {
        const answer = await look(document);
        if (answer.status !== 200 || endings.has(String(answer.body['status']))) {
          ended.add(document);
          continue;
        }
        any = true;
        await acts[document.kind].go(document, answer, true);
      }
      return any;
    },
    problems: async (watch) => {
      const problems: string[] = [];
      for (const document of documents)
        problems.push(...(await (document.kind === 'transfers' ? transferProblems : purchaseProblems)(world, watch, document)));
      return [...problems, ...watch.stock.expected().map((place) => `${place}: units are still expected though every document has ended`)];
    },
  };
};
