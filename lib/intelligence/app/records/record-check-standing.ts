import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { falsePositiveBudget, recordsMin } from '../../domain/records/record-check.ts';
import type { RecordDay } from './record-check-store.ts';
import type { RecordChecks } from './record-checks.ts';

/** How the check of one source stands. */
export type RecordCheckStanding = {
  readonly source: string;
  readonly state: 'silent' | 'speaking';
  readonly records: number;
  readonly recordsNeeded: number;
  readonly speaksSince: Instant | null;
  readonly heldOut: number;
  readonly threshold: number | null;
  readonly budget: number;
  readonly undecided: number;
  readonly released: number;
  readonly rejected: number;
  readonly days: readonly RecordDay[];
  readonly setAsideUnusual: boolean;
  readonly sentence: string;
};

const dayMs = 86_400_000;

/** What yesterday and today came to. */
export const lately = (days: readonly RecordDay[], now: Instant): { readonly checked: number; readonly setAside: number } => {
  const since = plusMs(now, -dayMs).slice(0, 10);
  const of = days.filter(({ day }) => day >= since);
  return { checked: of.reduce((sum, one) => sum + one.checked, 0), setAside: of.reduce((sum, one) => sum + one.setAside, 0) };
};

const sentenceOf = (
  source: string,
  records: number,
  speaking: boolean,
  recent: { readonly checked: number; readonly setAside: number },
): string =>
  speaking
    ? `${recent.setAside} of ${recent.checked} records of ${source} were set aside yesterday and today.`
    : `The check of ${source} is silent: ${records} records are kept, and it speaks from ${recordsMin} on.`;

/** How the checks of a tenant stand. `isTooMany` says whether a share is more than chance. */
export const createRecordCheckStandings =
  (parts: {
    readonly checks: Pick<RecordChecks, 'store'>;
    readonly now: () => Instant;
    readonly isTooMany: (day: { readonly checked: number; readonly setAside: number }) => boolean;
  }) =>
  async (tenantId: TenantId): Promise<readonly RecordCheckStanding[]> => {
    const { store } = parts.checks;
    const sources = await store.sources(tenantId);
    return Promise.all(
      sources.map(async (source) => {
        const [sample, model] = await Promise.all([store.sample(tenantId, source), store.model(tenantId, source)]);
        const recent = lately(sample.days, parts.now());
        return {
          source,
          state: model ? ('speaking' as const) : ('silent' as const),
          records: sample.records.length,
          recordsNeeded: recordsMin,
          speaksSince: sample.speaksSince,
          heldOut: model?.heldOut ?? 0,
          threshold: model?.threshold ?? null,
          budget: falsePositiveBudget,
          undecided: sample.undecided.length,
          released: sample.released,
          rejected: sample.rejected,
          days: sample.days,
          setAsideUnusual: parts.isTooMany(recent),
          sentence: sentenceOf(source, sample.records.length, model !== undefined, recent),
        };
      }),
    );
  };
