import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import { ConditionFailedError, type Item, type Table } from '../../../platform/ports.ts';
import type { TrainingRun } from '../../domain/training/training-run.ts';

/** A job of the training port, and whose step waits for it. */
export type TrainingJobRow = { readonly tenantId: TenantId; readonly runId: string; readonly token: string };

const partition = (tenantId: TenantId): string => `${tenantId}#TRAININGS`;
const jobPartition = (name: string): string => `TRAININGJOB#${name}`;

const runOf = (item: Item): TrainingRun => {
  const { PK: _partition, SK: _key, ...run } = item;
  return fromWire<TrainingRun>(run);
};

/** Trainings beside the streams, newest last: what follows from one stands in the stream of its model. */
export const createTrainingRunRows = (ledger: Table) => ({
  /** Keeps a run that begins. One that is there already, and may have come further, stays as it is. */
  ensure: async (tenantId: TenantId, run: TrainingRun): Promise<void> => {
    try {
      await ledger.put({ PK: partition(tenantId), SK: run.runId, ...(toWire(run) as object) }, { kind: 'absent' });
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  },
  read: async (tenantId: TenantId, runId: string): Promise<TrainingRun | undefined> => {
    const item = await ledger.get({ PK: partition(tenantId), SK: runId });
    return item && runOf(item);
  },
  /** Newest first; ids sort by when they were made. */
  list: async (tenantId: TenantId, page: { readonly limit: number; readonly cursor?: string | undefined }) => {
    const { limit, cursor } = page;
    const found = await ledger.query({ PK: partition(tenantId), descending: true, limit, ...(cursor === undefined ? {} : { cursor }) });
    return { items: found.items.map(runOf), ...(found.cursor === undefined ? {} : { cursor: found.cursor }) };
  },
  /** Notes how it stands. One that is not there stays away. */
  note: async (tenantId: TenantId, runId: string, changes: Partial<TrainingRun>, at: Instant): Promise<void> => {
    try {
      await ledger.update(
        { PK: partition(tenantId), SK: runId },
        { set: toWire({ ...changes, updatedAt: at }) as Readonly<Record<string, unknown>> },
        { kind: 'present' },
      );
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  },
  keepJob: (name: string, { tenantId, runId, token }: TrainingJobRow): Promise<void> =>
    ledger.put({ PK: jobPartition(name), SK: 'JOB', tenant_id: tenantId, run_id: runId, token }),
  job: async (name: string): Promise<TrainingJobRow | undefined> => {
    const item = await ledger.get({ PK: jobPartition(name), SK: 'JOB' });
    return item && { tenantId: item['tenant_id'] as TenantId, runId: String(item['run_id']), token: String(item['token']) };
  },
  forgetJob: (name: string): Promise<void> => ledger.delete({ PK: jobPartition(name), SK: 'JOB' }),
});

export type TrainingRunRows = ReturnType<typeof createTrainingRunRows>;
