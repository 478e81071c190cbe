import { forEveryTenant } from '../../../platform/every-tenant.ts';
import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { type CustomerFigures, type ReturnFigures, returnFiguresOf } from '../../domain/return-risk/return-figures.ts';
import { createReturnTallies } from '../../domain/return-risk/return-tallies.ts';
import { type CountPass, createCountPassRows } from './count-pass.rows.ts';
import { createReturnFigureRows } from './return-figures.rows.ts';
import { mergeFacts, type ReturnSources } from './return-sources.ts';

export type CountReturnsParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly sources: ReturnSources;
  /** Whether a person agrees to personalisation; of others nothing is kept together. */
  readonly agrees: (tenantId: TenantId, personId: PersonId) => Promise<boolean>;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

/** Lines that were sold, and those of which something came back. */
export type CountedLines = { readonly sold: number; readonly returned: number };

const dayMs = 86_400_000;
/** Two years: goods and their cut change, and so do people. */
const windowMs = 730 * dayMs;
const everyMs = 20 * 3_600_000;
/** A count that is not through after so long is begun anew: its figures would be old when they are there. */
const passMs = 2 * dayMs;
/** People whose figures are kept at most, those first who sent back most. */
const customersMax = 20_000;
const writesAtOnce = 16;
/** A run has a minute. What is left of it after this much is for whatever was begun by then. */
const runMs = 35_000;
/** A tenant's turn is no shorter, however many wait: in less than that nothing is got done. */
const turnMs = 5_000;

/** Counts each night what came back: by category, article and size, and of people who agree to that. */
export const createCountReturns = ({ platform, sources, agrees, tenants }: CountReturnsParts) => {
  const { clock, observability } = platform;
  const [rows, passes] = [createReturnFigureRows(platform.views), createCountPassRows(platform.views)];

  const begun = (now: Instant): CountPass => {
    const nothing = { after: null, isRead: false, kept: 0, written: 0, isDone: false };
    return { startedAt: now, triedAt: now, ...nothing };
  };

  /** Reads on until it is through or time is over; at least one part, so that every turn gets somewhere. */
  const read = async (tenantId: TenantId, begin: CountPass, until: Instant | null): Promise<CountPass> => {
    const window = { from: plusMs(begin.startedAt, -windowMs), to: begin.startedAt };
    let pass = begin;
    while (!pass.isRead) {
      const part = await sources.own(tenantId, window, pass.after);
      pass = { ...pass, kept: await passes.keep(tenantId, pass, part), after: part.next, isRead: part.next === null };
      await passes.savePass(tenantId, pass);
      if (until !== null && clock.now() >= until) break;
    }
    return pass;
  };

  /** Undefined where what was read is gone, as when the views were emptied. */
  const figuresOf = async (tenantId: TenantId, pass: CountPass): Promise<ReturnFigures | undefined> => {
    const window = { from: plusMs(pass.startedAt, -windowMs), to: pass.startedAt };
    const tallies = createReturnTallies();
    const own = await passes.kept(tenantId, pass);
    if (!own) return undefined;
    for (const fact of await mergeFacts(own, sources.imported(tenantId, window))) tallies.add(fact);
    const figures = returnFiguresOf(tallies, pass.startedAt);
    const most = figures.customers.toSorted(
      (one, other) => other.returned - one.returned || other.sold - one.sold || (one.personId < other.personId ? -1 : 1),
    );
    return { ...figures, customers: most.slice(0, customersMax) };
  };

  const writeCustomer = async (tenantId: TenantId, customer: CustomerFigures, at: Instant): Promise<void> => {
    if (await agrees(tenantId, customer.personId as PersonId)) await rows.saveCustomer(tenantId, customer, at);
  };

  /** Writes on from where the pass has come to. The same facts give the same rows in the same order. */
  const write = async (tenantId: TenantId, pass: CountPass, until: Instant | null): Promise<CountedLines | undefined> => {
    const figures = await figuresOf(tenantId, pass);
    if (!figures) {
      await passes.savePass(tenantId, begun(clock.now()));
      return undefined;
    }
    const { articles, customers, summary } = figures;
    const at = pass.startedAt;
    const writes = [
      ...articles.map((article) => () => rows.saveArticle(tenantId, article, at)),
      ...customers.map((customer) => () => writeCustomer(tenantId, customer, at)),
    ];
    for (let from = pass.written; from < writes.length; from += writesAtOnce) {
      await Promise.all(writes.slice(from, from + writesAtOnce).map((one) => one()));
      const written = from + writesAtOnce;
      if (until === null || clock.now() < until || written >= writes.length) continue;
      await passes.savePass(tenantId, { ...pass, written });
      return undefined;
    }
    // Last, so that answers go by a whole count alone.
    await rows.saveSummary(tenantId, summary, at);
    await passes.savePass(tenantId, { ...pass, isDone: true });
    return summary.overall;
  };

  const goOn = async (tenantId: TenantId, pass: CountPass, until: Instant | null): Promise<CountedLines | undefined> => {
    // First of all, so that a turn that is cut off was one, and the next is another tenant's.
    await passes.savePass(tenantId, pass);
    const after = pass.isRead ? pass : await read(tenantId, pass, until);
    return after.isRead && (until === null || clock.now() < until) ? write(tenantId, after, until) : undefined;
  };

  type Turn = { readonly tenantId: TenantId; readonly pass: CountPass; readonly waitsSince: string };

  /** The count that goes on, or that is due; undefined for a tenant whose last one is no night old. */
  const turnOf = async (tenantId: TenantId): Promise<Turn | undefined> => {
    const now = clock.now();
    const last = await passes.pass(tenantId);
    if (last && !last.isDone && now < plusMs(last.startedAt, passMs))
      return { tenantId, pass: { ...last, triedAt: now }, waitsSince: last.triedAt };
    if (last?.isDone && now < plusMs(last.startedAt, everyMs)) return undefined;
    return { tenantId, pass: begun(now), waitsSince: last?.triedAt ?? '' };
  };

  return {
    /** Counts now, from the beginning to the end. */
    count: async (tenantId: TenantId): Promise<CountedLines> => {
      const counted = await goOn(tenantId, begun(clock.now()), null);
      if (!counted) throw new Error('a count without an end in time has none');
      return counted;
    },
    /**
     * Counts for the tenants whose last count is a night old. Each gets its share of the run, whoever has waited longest first; what
     * is not through by then goes on in the next run where it stopped. One tenant's trouble holds back no other.
     * @throws Error after all have been tried
     */
    runAll: async (): Promise<{ readonly tenants: number; readonly counted: number }> => {
      const all = await tenants();
      const end = plusMs(clock.now(), runMs);
      const waiting: Turn[] = [];
      for (const tenantId of all) waiting.push(...[await turnOf(tenantId)].filter((turn) => turn !== undefined));
      const turns = waiting.toSorted((one, other) => (one.waitsSince < other.waitsSince ? -1 : one.waitsSince > other.waitsSince ? 1 : 0));
      const byTenant = new Map(turns.map((turn) => [turn.tenantId, turn]));
      let [counted, left] = [0, turns.length];
      const parts = { observability, metric: 'ReturnCountsFailed', trouble: 'what comes back could not be counted' };
      await forEveryTenant({ ...parts, tenants: async () => [...byTenant.keys()] }, async (tenantId) => {
        const turn = byTenant.get(tenantId);
        const now = clock.now();
        const share = Math.max(turnMs, (toEpochMs(end) - toEpochMs(now)) / left);
        left -= 1;
        if (!turn || now >= end) return;
        if (await goOn(tenantId, { ...turn.pass, triedAt: now }, plusMs(now, Math.floor(share)))) counted += 1;
      });
      return { tenants: all.length, counted };
    },
  };
};
