import type { TenantId } from '../../../kernel/ids.ts';
import { plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ReplayResult } from '../../domain/replay.ts';
import { replayedDecisionsMax, type ReplayPolicy, type ReplayRejection, type ReplayRequest } from './replay-policy.ts';
import { createSimulationRows, type Simulation, type SimulationPage } from './simulation.rows.ts';

/** Queue of the replays that were asked for. */
export const simulationsQueue = 'policy-replays';
/** Receives of a message, of which the last gives the replay up. */
export const simulationTriesMax = 4;
/** Seconds that a replay may take. */
export const simulationSeconds = 840;

const keptMs = 90 * 24 * 3600 * 1_000;
const noteEveryMs = 2_000;
/** Nobody is at work on one that has not been heard of for this long: its process ended, each time. */
const silenceMs = (simulationTriesMax + 1) * simulationSeconds * 1_000;

export type SimulationWork = { readonly tenant_id: TenantId; readonly simulation_id: string };

export type SimulationWithResult = Simulation & { readonly result: ReplayResult | null };

/** Why a replay came to nothing, in a sentence. */
export const describeReplayRejection = (rejection: ReplayRejection): string =>
  rejection.code === 'no-decisions'
    ? 'No order was routed in the range.'
    : `The range has more than ${replayedDecisionsMax} decisions; a shorter one can be replayed.`;

const notFinished = {
  code: 'not-finished',
  message: 'The replay broke off several times. The log says why; asking for it again begins anew.',
} as const;

/** Replays that are asked for through the API and worked off by a queue. They read the log and change nothing. */
export type Simulations = {
  readonly begin: (caller: Caller, request: ReplayRequest) => Promise<Result<Simulation, { readonly code: 'no-decisions' }>>;
  readonly get: (tenantId: TenantId, simulationId: string) => Promise<SimulationWithResult | undefined>;
  /** Newest first. @throws InvalidCursorError */
  readonly list: (tenantId: TenantId, page: { readonly limit: number; readonly cursor?: string | undefined }) => Promise<SimulationPage>;
  /** Does what a message asks for. Twice does no harm: the result is the same. */
  readonly work: (work: SimulationWork, isLastTry: boolean) => Promise<void>;
};

type Parts = {
  readonly platform: Pick<Platform, 'ledger' | 'blobs' | 'queue' | 'clock' | 'ids' | 'observability'>;
  readonly replay: ReplayPolicy;
};

export const createSimulations = ({ platform, replay }: Parts): Simulations => {
  const { clock, ids, observability } = platform;
  const rows = createSimulationRows(platform);

  const asItStands = (simulation: Simulation): Simulation => {
    const silent = toEpochMs(clock.now()) - toEpochMs(simulation.updatedAt) > silenceMs;
    return simulation.state === 'running' && silent ? { ...simulation, state: 'failed', problem: notFinished } : simulation;
  };

  const replayOnce = async (tenantId: TenantId, simulation: Simulation): Promise<void> => {
    const { simulationId, from, to, rates } = simulation;
    const candidate = await rows.candidate(tenantId, simulationId);
    if (candidate === undefined) throw new Error(`the policy of simulation ${simulationId} is gone`);
    let notedMs = toEpochMs(clock.now());
    const replayed = await replay.replay(tenantId, { range: { from, to }, candidate, rates }, async (progress) => {
      const now = clock.now();
      if (toEpochMs(now) - notedMs < noteEveryMs) return;
      notedMs = toEpochMs(now);
      await rows.note(tenantId, simulationId, { progress }, now);
    });
    if (!replayed.ok) {
      const problem = { code: replayed.error.code, message: describeReplayRejection(replayed.error) };
      return rows.note(tenantId, simulationId, { state: 'failed', problem }, clock.now());
    }
    const { decisions, reproduced } = replayed.value.reproduction;
    // The result first: one that is done has it.
    await rows.keepResult(tenantId, simulationId, replayed.value);
    await rows.note(tenantId, simulationId, { state: 'done', progress: { found: decisions, replayed: decisions } }, clock.now());
    if (reproduced === decisions) return;
    observability.metrics.addMetric('DecisionsNotReproduced', 'Count', decisions - reproduced);
    observability.logger.warn('decisions not reproduced', { tenant_id: tenantId, simulation_id: simulationId, decisions, reproduced });
  };

  return {
    begin: async ({ tenantId, context: { actor } }, { range, candidate, rates }) => {
      if ((await replay.hasDecisions(tenantId, range)) === false) return err({ code: 'no-decisions' });
      const now = clock.now();
      const simulation: Simulation = {
        simulationId: ids.next(),
        ...range,
        policy: candidate === 'logged' ? null : { name: candidate.name, version: candidate.version },
        rates,
        state: 'running',
        progress: { found: 0, replayed: 0 },
        problem: null,
        requestedBy: actor,
        createdAt: now,
        updatedAt: now,
        expiresAt: plusMs(now, keptMs),
      };
      await rows.create(tenantId, simulation, candidate);
      const work: SimulationWork = { tenant_id: tenantId, simulation_id: simulation.simulationId };
      await platform.queue(simulationsQueue).send([{ body: JSON.stringify(work) }]);
      return ok(simulation);
    },
    get: async (tenantId, simulationId) => {
      const simulation = await rows.read(tenantId, simulationId);
      if (!simulation) return undefined;
      const result = simulation.state === 'done' ? await rows.result(tenantId, simulationId) : undefined;
      return { ...asItStands(simulation), result: result ?? null };
    },
    list: async (tenantId, page) => {
      const { items, ...rest } = await rows.list(tenantId, page);
      return { items: items.map(asItStands), ...rest };
    },
    work: async ({ tenant_id: tenantId, simulation_id: simulationId }, isLastTry) => {
      const simulation = await rows.read(tenantId, simulationId);
      if (simulation?.state !== 'running') return;
      try {
        await replayOnce(tenantId, simulation);
      } catch (error) {
        if (!isLastTry) throw error;
        observability.logger.error('policy replay given up', { tenant_id: tenantId, simulation_id: simulationId, error: error as Error });
        observability.metrics.addMetric('PolicyReplaysFailed', 'Count', 1);
        await rows.note(tenantId, simulationId, { state: 'failed', problem: notFinished }, clock.now());
      }
    },
  };
};
