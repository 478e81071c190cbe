import type { Platform } from '../../lib/platform/ports.ts';
import {
  createInputsArchive,
  createOutcomeRows,
  createOutcomesInRange,
  createReplayPolicy,
  createSimulations,
  type ReplayPolicy,
  type Simulations,
} from '../../lib/sourcing/index.ts';
import { learnedFiguresOf } from '../composed/base.ts';
import { returnSharesOf } from '../composed/orders.ts';
import { createRoutingHistory } from './routing-history.ts';

/** Replays of policies; apart from the other use cases, because only who looks back needs the history. */
export const openReplay = (platform: Platform): ReplayPolicy =>
  createReplayPolicy({
    inputs: createInputsArchive(platform),
    history: createRoutingHistory(platform),
    sha256: platform.sha256,
    learned: learnedFiguresOf(platform),
    returnShares: returnSharesOf(platform),
    outcomes: createOutcomesInRange(createOutcomeRows(platform)),
  });

export const openSimulations = (platform: Platform): Simulations => createSimulations({ platform, replay: openReplay(platform) });
