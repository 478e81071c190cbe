import { describe, expect, it } from 'vitest';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { forEveryTenant, tryEachTenant } from '../../lib/platform/every-tenant.ts';
import type { Platform } from '../../lib/platform/ports.ts';

const tenants = ['north', 'south', 'west'] as readonly string[] as readonly TenantId[];

const listening = () => {
  const errors: (readonly [string, unknown])[] = [];
  const metrics: (readonly [string, number])[] = [];
  const observability = {
    logger: { error: (message: string, fields: { readonly tenant_id: string }) => errors.push([message, fields.tenant_id]) },
    metrics: { addMetric: (name: string, _unit: string, value: number) => metrics.push([name, value]) },
  } as unknown as Platform['observability'];
  return { observability, errors, metrics };
};

const failingFor = (troubled: string, done: string[]) => async (tenantId: TenantId) => {
  if (tenantId === troubled) throw new Error('down');
  done.push(tenantId);
};

describe('work for every tenant', () => {
  it('goes on after one had trouble, says who, and fails when all have been tried', async () => {
    const { observability, errors, metrics } = listening();
    const done: string[] = [];
    const seen: string[] = [];
    const afterAll = (all: readonly TenantId[]): void => void seen.push(...all, `${done.length} done`);
    await expect(
      forEveryTenant(
        { observability, tenants: async () => tenants, metric: 'Failed', trouble: 'it was not done', afterAll },
        failingFor('south', done),
      ),
    ).rejects.toThrow('it was not done for 1 of 3 tenants');
    expect(done).toEqual(['north', 'west']);
    expect(errors).toEqual([['it was not done', 'south']]);
    expect(metrics).toEqual([['Failed', 1]]);
    expect(seen).toEqual(['north', 'south', 'west', '2 done']);
  });

  it('says how many there are where none had trouble, and counts none', async () => {
    const { observability, errors, metrics } = listening();
    const parts = { observability, tenants: async () => tenants, metric: 'Failed', trouble: 'it was not done' };
    await expect(forEveryTenant(parts, async () => undefined)).resolves.toEqual({ tenants: 3 });
    expect(errors).toEqual([]);
    expect(metrics).toEqual([['Failed', 0]]);
  });

  it('ends early where its time is over, and leaves out who is left', async () => {
    const { observability } = listening();
    const done: string[] = [];
    const isOver = (): boolean => done.length === 2;
    await expect(tryEachTenant({ observability, trouble: 'late', isOver }, tenants, failingFor('', done))).resolves.toEqual({ failed: 0 });
    expect(done).toEqual(['north', 'south']);
  });

  it('works on no more at once than it may, and on one unless told', async () => {
    const most = async (atOnce?: number): Promise<number> => {
      const { observability } = listening();
      let [running, seen] = [0, 0];
      await tryEachTenant({ observability, trouble: 'slow', ...(atOnce === undefined ? {} : { atOnce }) }, tenants, async () => {
        running += 1;
        seen = Math.max(seen, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      });
      return seen;
    };
    expect(await most()).toBe(1);
    expect(await most(2)).toBe(2);
  });

  it('does not hide that nobody knows the tenants', async () => {
    const { observability, metrics } = listening();
    const unknown = async (): Promise<readonly TenantId[]> => {
      throw new Error('no answer');
    };
    await expect(
      forEveryTenant({ observability, tenants: unknown, metric: 'Failed', trouble: 'x' }, async () => undefined),
    ).rejects.toThrow('no answer');
    expect(metrics).toEqual([]);
  });
});
