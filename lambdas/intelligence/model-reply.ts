import {
  automatedShare,
  binnedMin,
  describeModelEvent,
  describeModelRejection,
  originOf,
  outcomeDifference,
  type ModelRegistry,
  type ModelRejection,
  type ModelState,
  type ModelTallies,
  type ModelVersion,
  type RegisteredModel,
  roleOf,
  slotOf,
  stabilityIndex,
  statusOf,
  type VersionFigures,
  versionOf,
} from '../../lib/intelligence/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../lib/kernel/instant.ts';
import type { Result } from '../../lib/kernel/result.ts';
import type { EventRecord } from '../../lib/platform/event-store/event-record.ts';
import type { Principal } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, type Reply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf, modelTalliesOf } from '../composition.ts';

const historyMax = 100;
/** Figures of versions that nobody watches are of the last day. */
const shownMs = 24 * 3_600_000;
const untrained = { sha256: null, rows: null, rowsHeldOut: null, from: null, to: null, seed: null };

/** A model and who answers for it, as it goes out. */
const modelSummaryView = ({ known, state }: RegisteredModel, history: readonly EventRecord[]) => {
  const { champion, previous, challenger, shadows, watch, versions } = state;
  const behind = previous.at(-1) ?? 0;
  const current = versionOf(state, champion);
  return {
    model: known.model,
    champion,
    championModelVersion: current?.modelVersion ?? known.starter.modelVersion,
    championSince: current?.promotedAt ?? null,
    championFrom: originOf(champion, history),
    rollsBackTo: behind === champion ? null : behind,
    challenger,
    shadows,
    watchedUntil: watch?.until ?? null,
    versionsTotal: versions.length + 1,
  };
};

/** Every model of the release, and how many of those in use came without anybody's hand. */
export const modelListView = async (registry: ModelRegistry, tenantId: TenantId) => {
  const found = await Promise.all(
    registry.models.map(async (model) => {
      const [registered, history] = await Promise.all([registry.state(tenantId, model), registry.history(tenantId, model)]);
      return registered ? [modelSummaryView(registered, history)] : [];
    }),
  );
  const items = found.flat();
  return { items, pipelines: automatedShare(items.map(({ championFrom }) => championFrom)) };
};

const figuresView = (since: Instant, figures: VersionFigures, histogram: ModelVersion['histogram']) => {
  const { bins, ...counted } = figures;
  const binned = bins.reduce((sum, count) => sum + count, 0);
  return { since, ...counted, stabilityIndex: histogram && binned >= binnedMin ? stabilityIndex(bins, histogram.shares) : null };
};

type Seen = { readonly state: ModelState; readonly tallies: ModelTallies; readonly tenantId: TenantId; readonly now: Instant };

const liveOf = async (model: string, version: number, { state, tallies, tenantId, now }: Seen) => {
  if (roleOf(state, version) === 'none') return null;
  const watched = state.watch?.version === version ? state.watch.since : undefined;
  const since = watched ?? (state.challenger?.version === version ? state.challenger.startedAt : plusMs(now, -shownMs));
  const figures = await tallies.read(tenantId, model, version, since);
  return figuresView(since, figures, versionOf(state, version)?.histogram ?? null);
};

const versionView = async (model: string, version: ModelVersion, seen: Seen) => {
  const { files, histogram, registeredAt, promotedAt, isRetired: _retired, schemaHash: _schema, ...rest } = version;
  const waitedMs = promotedAt === null ? null : toEpochMs(promotedAt) - toEpochMs(registeredAt);
  return {
    ...rest,
    registeredAt,
    promotedAt,
    role: roleOf(seen.state, version.version),
    status: statusOf(version),
    secondsToProduction: waitedMs === null ? null : Math.round(waitedMs / 1_000),
    hasHistogram: histogram !== null,
    byteLength: files.reduce((sum, { byteLength }) => sum + byteLength, 0),
    slot: slotOf(seen.state, version.version) ?? null,
    live: await liveOf(model, version.version, seen),
  };
};

const starterView = async ({ known, state }: RegisteredModel, seen: Seen) => ({
  version: 0,
  modelVersion: known.starter.modelVersion,
  role: roleOf(state, 0),
  status: 'starter',
  registeredAt: null,
  promotedAt: null,
  rolledBackAt: null,
  secondsToProduction: null,
  note: 'comes with the release',
  metrics: known.starter.metrics,
  gates: [],
  gatesPassed: null,
  approvedBy: null,
  training: known.starter.training ?? untrained,
  hasHistogram: false,
  byteLength: 0,
  slot: slotOf(state, 0) ?? null,
  live: await liveOf(known.model, 0, seen),
});

const eventView = (record: EventRecord) => ({
  at: record.recorded_at,
  type: record.type,
  actor: record.actor,
  ...describeModelEvent(record),
  breach: record.payload['breach'] ?? null,
});

/** Whether the challenger does better, over the time that it runs. */
const differenceOf = async (model: string, { state, tallies, tenantId }: Seen) => {
  const { challenger, champion } = state;
  if (!challenger) return null;
  const figures = [challenger.version, champion].map((version) => tallies.read(tenantId, model, version, challenger.startedAt));
  const [one, other] = await Promise.all(figures);
  return one && other ? outcomeDifference(one, other) : null;
};

/** A model with its versions and what has been done about them, as it goes out. */
export const createModelView = (platform: Platform) => {
  const [registry, tallies]: [ModelRegistry, ModelTallies] = [modelRegistryOf(platform), modelTalliesOf(platform)];
  return async (tenantId: TenantId, found: RegisteredModel) => {
    const { model } = found.known;
    const seen: Seen = { state: found.state, tallies, tenantId, now: platform.clock.now() };
    const [history, difference, versions, starter] = await Promise.all([
      registry.history(tenantId, model),
      differenceOf(model, seen),
      Promise.all(found.state.versions.toReversed().map((version) => versionView(model, version, seen))),
      starterView(found, seen),
    ]);
    return {
      ...modelSummaryView(found, history),
      difference,
      slots: found.state.slots,
      versions: [...versions, starter],
      history: history.slice(-historyMax).toReversed().map(eventView),
    };
  };
};

type Calling = { readonly principal: Principal; readonly requestId: string };

/** Answers with the model after a change, or with why there was none. */
export const createModelReply = (platform: Platform) => {
  const view = createModelView(platform);
  return async (call: Calling, outcome: Result<RegisteredModel, ModelRejection>): Promise<Reply> =>
    outcome.ok
      ? reply(200, await view(call.principal.tenantId as TenantId, outcome.value))
      : problemReply(refuse(outcome.error, describeModelRejection), call.requestId);
};

export const noSuchModel = (call: Calling): Reply => problemReply(notFound('model'), call.requestId);
