import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { Platform } from '../../../platform/ports.ts';
import {
  createRecordJudge,
  type KeptRecord,
  type RecordModel,
  recordsMax,
  trainRecordModel,
  type Verdict,
} from '../../domain/records/record-check.ts';
import type { CheckedRecord } from '../../domain/records/record-features.ts';
import { createRecordCheckStore, type RecordDay, type RecordSample } from './record-check-store.ts';

/** The verdict of a source's check; `model` names what it was made by. */
export type CheckedVerdict = Verdict & { readonly model: string; readonly heldOut: number };

type Judge = { readonly readAtMs: number; readonly judge: ((record: CheckedRecord) => CheckedVerdict) | undefined };

/** For so long a process believes what it has read, also that there is no model yet. */
const believedMs = 60_000;
const judgesMax = 50;
const seedDigits = 8;
const nameLength = 12;
/** Records that make a training worth its while; what a person has said is worth one by itself. */
const newRecordsMin = 50;
const [undecidedMax, daysMax] = [500, 35];

/** What was found out about records since the sample was last written. */
export type LearntRecords = {
  /** Records as they should be, those among them that a person has released. */
  readonly kept: readonly KeptRecord[];
  /** Ids of those that a person has rejected. */
  readonly rejected: readonly string[];
  /** Ids of those that wait for a person. */
  readonly undecided: readonly string[];
};

const idsOf = (records: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(records.map(({ id }) => id));

/** Counts those of the records that the check has spoken on, by the day on which they were placed. */
const withDays = (
  sample: RecordSample,
  learnt: readonly { readonly placedAt: string; readonly setAside: boolean }[],
): readonly RecordDay[] => {
  const days = new Map(sample.days.map((one) => [one.day, one]));
  for (const { placedAt, setAside } of learnt) {
    if (sample.speaksSince === null || placedAt < sample.speaksSince) continue;
    const day = placedAt.slice(0, 10);
    const known = days.get(day) ?? { day, checked: 0, setAside: 0 };
    days.set(day, { day, checked: known.checked + 1, setAside: known.setAside + (setAside ? 1 : 0) });
  }
  return [...days.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1)).slice(-daysMax);
};

/** Checks of incoming records, one for each source of each tenant: what they are trained on, and what they say. */
export const createRecordChecks = ({ blobs, clock, sha256 }: Pick<Platform, 'blobs' | 'clock' | 'sha256'>) => {
  const store = createRecordCheckStore({ blobs });
  const judges = createRecentMap<string, Judge>(judgesMax);
  const nameOf = (tenantId: TenantId, source: string): string => `${tenantId} ${source}`;

  const namedJudge = (model: RecordModel): Judge['judge'] => {
    const bare = createRecordJudge(model);
    const about = { model: sha256(JSON.stringify(model)).slice(0, nameLength), heldOut: model.heldOut };
    return (record) => ({ ...bare(record), ...about });
  };

  const judgeOf = async (tenantId: TenantId, source: string): Promise<Judge['judge']> => {
    const nowMs = toEpochMs(clock.now());
    const known = judges.get(nameOf(tenantId, source));
    if (known && nowMs - known.readAtMs < believedMs) return known.judge;
    const model = await store.model(tenantId, source);
    const judge = model && namedJudge(model);
    judges.set(nameOf(tenantId, source), { readAtMs: nowMs, judge });
    return judge;
  };

  const train = async (tenantId: TenantId, source: string, sample: RecordSample): Promise<Instant | undefined> => {
    const seed = Number.parseInt(sha256(`record-check ${tenantId} ${source}`).slice(0, seedDigits), 16);
    const model = trainRecordModel(sample.records, seed);
    if (!model) return undefined;
    await store.saveModel(tenantId, source, model);
    judges.delete(nameOf(tenantId, source));
    return sample.speaksSince ?? clock.now();
  };

  return {
    store,
    /** @returns undefined while too few records of the source are kept for the check to speak */
    judge: async (tenantId: TenantId, source: string, record: CheckedRecord): Promise<CheckedVerdict | undefined> =>
      (await judgeOf(tenantId, source))?.(record),
    /**
     * Keeps what was found out, and trains anew where that says something new. The same again changes nothing.
     * @returns whether a model was trained
     */
    learn: async (tenantId: TenantId, source: string, { kept, rejected, undecided }: LearntRecords): Promise<boolean> => {
      const before = await store.sample(tenantId, source);
      const known = idsOf(before.records);
      const waiting = new Set(before.undecided);
      const fresh = kept.filter(({ id }) => !known.has(id));
      const released = fresh.filter((record) => record.released === true);
      const refused = rejected.filter((id) => !before.rejectedIds.includes(id));
      const decided = new Set([...fresh.map(({ id }) => id), ...refused]);
      const newlyUndecided = undecided.filter((id) => !waiting.has(id) && !known.has(id));
      const records = [...before.records, ...fresh]
        .toSorted((one, other) => (one.placedAt < other.placedAt ? -1 : one.placedAt > other.placedAt ? 1 : 0))
        .slice(-recordsMax);
      // Those that wait are counted on the day on which they are met; deciding on them counts no day again.
      const counted = fresh
        .filter(({ id }) => !waiting.has(id))
        .map(({ placedAt, released: was }) => ({ placedAt, setAside: was === true }));
      const set = [...newlyUndecided, ...refused.filter((id) => !waiting.has(id))].map(() => ({
        placedAt: clock.now() as string,
        setAside: true,
      }));
      const sample: RecordSample = {
        ...before,
        records,
        undecided: [...before.undecided.filter((id) => !decided.has(id)), ...newlyUndecided].slice(-undecidedMax),
        released: before.released + released.length,
        rejected: before.rejected + refused.length,
        rejectedIds: [...before.rejectedIds, ...refused].slice(-undecidedMax),
        days: withDays(before, [...counted, ...set]),
      };
      const isSilent = before.speaksSince === null;
      const isWorth = isSilent || released.length > 0 || fresh.length >= newRecordsMin;
      const speaksSince = isWorth ? await train(tenantId, source, sample) : undefined;
      await store.saveSample(tenantId, source, { ...sample, speaksSince: speaksSince ?? before.speaksSince });
      return speaksSince !== undefined;
    },
  };
};

export type RecordChecks = ReturnType<typeof createRecordChecks>;
/** What others ask of it on the way of a record. */
export type RecordJudge = Pick<RecordChecks, 'judge'>;
