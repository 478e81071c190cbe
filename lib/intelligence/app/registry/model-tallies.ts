import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import type { ScoreHistogram } from '../../domain/registry/model.values.ts';
import { addFigures, binOf, noFigures, type VersionFigures } from '../../domain/registry/watch.ts';

/** What one score was, as it is counted. */
export type ScoreNote = {
  /** Version that was meant to answer. */
  readonly version: number;
  readonly outcome: 'scored' | 'failed' | 'refused' | 'unavailable' | 'unscored';
  /** Of the version itself; null where another one answered. */
  readonly score: number | null;
  readonly histogram: ScoreHistogram | null;
  /** Since when the version has the part that it has; what was counted of it before that is not counted with it. */
  readonly since: Instant | null;
};

/** How long counts are kept in a process before they are written: a rollback waits for them. */
export const flushEveryMs = 10_000;
const keptDays = 30;
const spanMs = 15 * 60_000;
const rowsMax = 5_000;

type Counted = { readonly PK: string; readonly version: number; readonly since: Instant | null };
/** By the name of the attribute. */
type Counts = Map<string, number>;

const digits = (version: number): string => String(version).padStart(6, '0');
const partition = (tenantId: string, model: string): string => `${tenantId}#MODELTALLY#${model}`;
const spanOf = (now: Instant): Instant => plusMs(now, -(toEpochMs(now) % spanMs));
const later = (one: Instant, other: Instant | null): Instant => (other !== null && other > one ? other : one);

const figuresOf = (item: Item): VersionFigures => {
  const bins = Array.from({ length: Number(item['bins'] ?? 0) }, (_, bin) => Number(item[`b${bin}`] ?? 0));
  const figure = (name: string): number => Number(item[name] ?? 0);
  return {
    asked: figure('asked'),
    failed: figure('failed'),
    refused: figure('refused'),
    unavailable: figure('unavailable'),
    unscored: figure('unscored'),
    bins,
    good: figure('good'),
    bad: figure('bad'),
  };
};

export type ModelTallies = {
  /** Counts a score in this process; once in ten seconds what has come together is written. @returns whether it was */
  readonly note: (tenantId: TenantId, model: string, note: ScoreNote) => Promise<boolean>;
  /** Counts what became of a decision of a version, at once. */
  readonly outcome: (tenantId: TenantId, model: string, version: number, outcome: 'good' | 'bad') => Promise<void>;
  /** What was counted of a version from a moment on. */
  readonly read: (tenantId: TenantId, model: string, version: number, since: Instant) => Promise<VersionFigures>;
};

/**
 * Counts of scores by version and quarter of an hour. They are kept only of versions that somebody looks at (on trial, in shadow or freshly
 * promoted), so an order costs nothing on most days, and one write in ten seconds of a process on the others.
 */
export const createModelTallies = ({ ledger, clock }: Pick<Platform, 'ledger' | 'clock'>): ModelTallies => {
  const pending = new Map<string, { readonly of: Counted; readonly counts: Counts }>();
  let flushedAt: number | undefined;

  const write = ({ PK, version, since }: Counted, counts: Counts): Promise<unknown> => {
    const span = later(spanOf(clock.now()), since);
    const ttl = Math.floor(toEpochMs(span) / 1_000) + keptDays * 86_400;
    const { bins, ...add } = Object.fromEntries(counts);
    return ledger.update({ PK, SK: `${digits(version)}#${span}` }, { set: { ttl, ...(bins === undefined ? {} : { bins }) }, add });
  };

  const collect = (PK: string, { version, outcome, score, histogram, since }: ScoreNote): void => {
    const name = `${PK} ${version} ${since ?? ''}`;
    const { counts } = pending.get(name) ?? { counts: new Map<string, number>() };
    pending.set(name, { of: { PK, version, since }, counts });
    const add = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
    add('asked');
    if (outcome !== 'scored') add(outcome);
    if (score === null || histogram === null) return;
    add(`b${binOf(histogram, score)}`);
    counts.set('bins', histogram.shares.length);
  };

  const flush = async (): Promise<void> => {
    const due = [...pending.values()];
    pending.clear();
    await Promise.all(due.map(({ of, counts }) => write(of, counts)));
  };

  return {
    note: async (tenantId, model, note) => {
      collect(partition(tenantId, model), note);
      const now = toEpochMs(clock.now());
      // The first score of a process is written at once: where few come, each may be the last for long.
      if (flushedAt !== undefined && now - flushedAt < flushEveryMs) return false;
      flushedAt = now;
      await flush();
      return true;
    },
    outcome: async (tenantId, model, version, outcome) => {
      await write({ PK: partition(tenantId, model), version, since: null }, new Map([[outcome, 1]]));
    },
    read: async (tenantId, model, version, since) => {
      let figures = noFigures;
      let cursor: string | undefined;
      let rows = 0;
      do {
        const page = await ledger.query({
          PK: partition(tenantId, model),
          from: `${digits(version)}#${since}`,
          to: `${digits(version)}#~`,
          ...(cursor === undefined ? {} : { cursor }),
        });
        figures = page.items.map(figuresOf).reduce(addFigures, figures);
        rows += page.items.length;
        cursor = page.cursor;
      } while (cursor !== undefined && rows < rowsMax);
      return figures;
    },
  };
};
