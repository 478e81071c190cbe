import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AtRest, type Day, openAtRest, playDay } from '../operations/day-of-work.ts';
import { create as createAudit } from '../../lambdas/intelligence/audit-decisions.handler.ts';
import { create as createFairnessCheck } from '../../lambdas/intelligence/check-fairness.handler.ts';
import { createOms, documentOf } from './oms.ts';

let day: Day;
let rest: AtRest;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
  oms = createOms(rest.dataDir);
});
afterEach(() => rest.close());

const json = async (...given: readonly string[]) => documentOf(await oms(...given, '--json'));
const routed = (order: string): string => `${order}.route.001.001`;

describe('oms decisions', () => {
  it('explains one, lists all, and tells why an order is treated as it is', async () => {
    const { exitCode, out } = await oms('decisions', 'show', routed(day.delivered.order));
    expect([exitCode, out]).toEqual([0, expect.stringContaining('The receipt is the one that was written.')]);
    expect(out).toContain('together');
    const { items } = await json('decisions', 'list', '--kind', 'routing');
    expect(items.map(({ decision_id: name }: { decision_id: string }) => name)).toContain(routed(day.allocated.order));
    const why = await oms('decisions', 'why', day.delivered.order);
    expect(why.out).toContain('in one parcel');
    expect((await json('decisions', 'why', day.backordered)).answer).toContain('we do not have enough of it');
    expect(await oms('decisions', 'show', routed('z'.repeat(26)))).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('There is no decision'),
    });
  });

  it('takes feedback, a contest and its answer, and shows them with the decision', async () => {
    const name = routed(day.allocated.order);
    expect((await oms('decisions', 'feedback', name, '--verdict', 'wrong', '--reason', 'too-late')).exitCode).toBe(0);
    const { contest_id: contest } = await json('decisions', 'contest', name, '--reason', 'delivery-too-late');
    expect((await json('order', day.allocated.order)).holds).toContainEqual(expect.objectContaining({ hold_id: `contest-${contest}` }));
    expect((await oms('decisions', 'answer', name, contest, '--outcome', 'upheld')).exitCode).toBe(0);
    expect(await oms('decisions', 'answer', name, contest, '--outcome', 'changed')).toMatchObject({ exitCode: 3 });
    const { said } = await json('decisions', 'show', name);
    expect(said.map(({ what }: { what: string }) => what)).toEqual(['feedback', 'contest', 'answer']);
    expect(await oms('decisions', 'feedback', name, '--verdict', 'maybe', '--reason', 'other')).toMatchObject({ exitCode: 2 });
    expect(await oms('decisions', 'override', name, '--action', 'release', '--reason', 'other')).toMatchObject({ exitCode: 3 });
  });

  it('sends work elsewhere, or says why not', async () => {
    const { order, work } = day.allocated;
    expect(await oms('decisions', 'reroute', order, work, '--to', 'west', '--reason', 'keep-stock')).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('west cannot send LAMP now'),
    });
    expect((await oms('decisions', 'reroute', order, work, '--reason', 'keep-stock')).out).toContain('sourced anew');
    expect((await json('events', order)).events.map(({ type }: { type: string }) => type)).toContain('order.rerouted');
  });

  it('passes an audit of what was decided, and fails one of what was changed afterwards', async () => {
    const clean = await json('decisions', 'audit');
    const routing = (report: { kinds: readonly { kind: string }[] }) => report.kinds.find(({ kind }) => kind === 'routing');
    expect(routing(clean)).toMatchObject({ 'decided-otherwise': 0, 'hash-differs': 0, 'inputs-missing': 0, passed_percent: 100 });
    const { ledger } = rest.product.platform;
    const key = { PK: `main#ORDER#${day.delivered.order}`, SK: 'D#route.001.001' };
    const row = await ledger.get(key);
    const receipt = { ...(row?.['receipt'] as object), assignments: [] };
    await ledger.put({ ...row, ...key, receipt });
    const { exitCode, out } = await oms('decisions', 'audit', '--json');
    expect(exitCode).toBe(1);
    expect(routing(JSON.parse(out))).toMatchObject({ 'hash-differs': 1 });
    // Whoever also writes the hash anew is found out by deciding again.
    const { canonicalJson } = await import('../../lib/kernel/canonical-json.ts');
    await ledger.put({ ...row, ...key, receipt, hash: rest.product.platform.sha256(canonicalJson(receipt)) });
    expect(routing(JSON.parse((await oms('decisions', 'audit', '--json')).out))).toMatchObject({
      'hash-differs': 0,
      'decided-otherwise': 1,
    });
  });

  it('prints the figures and the comparison', async () => {
    expect((await oms('decisions', 'kpis')).out).toMatch(/routing +\d/);
    expect((await oms('decisions', 'fairness')).out).toContain('No gap.');
    expect(await oms('decisions', 'kpis', '--from', '2020-01-01T00:00:00Z')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('31 days'),
    });
  });
});

describe('the looks of every night', () => {
  /** What a scheduled function counts. */
  const counted = async (create: typeof createAudit): Promise<Readonly<Record<string, number>>> => {
    const counts: Record<string, number> = {};
    const { platform } = rest.product;
    const spy = vi.spyOn(platform.observability.metrics, 'addMetric').mockImplementation((name, _unit, value) => {
      counts[name] = (counts[name] ?? 0) + value;
      return platform.observability.metrics;
    });
    await create(platform)({} as never, {} as never);
    spy.mockRestore();
    return counts;
  };

  it('count nothing on a day on which all is well', async () => {
    expect(await counted(createAudit)).not.toHaveProperty('DecisionAuditsFailed');
    expect(await counted(createFairnessCheck)).not.toHaveProperty('FairnessGaps');
  });

  it('count a decision whose receipt was changed', async () => {
    const { ledger } = rest.product.platform;
    const key = { PK: `main#ORDER#${day.delivered.order}`, SK: 'D#route.001.001' };
    const row = await ledger.get(key);
    await ledger.put({ ...row, ...key, receipt: { ...(row?.['receipt'] as object), complete: false } });
    expect(await counted(createAudit)).toMatchObject({ DecisionAuditsFailed: 1 });
  });
});

describe('oms consents', () => {
  const email = ['--email', 'ada.quill@example.com'] as const;

  it('shows what a person agrees to, and notes what they say', async () => {
    expect((await oms('consents', ...email)).out).toMatch(/personalisation +nothing said/);
    expect((await oms('consents', ...email, '--set', 'personalisation=yes', '--set', 'model-training=no')).out).toMatch(
      /personalisation +yes/,
    );
    expect((await oms('consents', ...email)).out).toMatch(/model-training +no/);
    expect(await oms('consents', ...email, '--set', 'everything=yes')).toMatchObject({ exitCode: 2 });
    expect(await oms('consents', '--email', 'nobody@example.com')).toMatchObject({ exitCode: 1 });
    expect(await oms('consents')).toMatchObject({ exitCode: 2 });
  });
});
