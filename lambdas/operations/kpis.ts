import { createOutages } from '../../lib/channels/index.ts';
import { publications } from '../../lib/contracts/events/publications.ts';
import { createKpis } from '../../lib/operations/index.ts';
import { compileEventPattern } from '../../lib/platform/embedded/event-pattern.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';
import { channelAccountsOf, storeOf } from '../composition.ts';
import { openDeadLetters } from './composition.ts';

/** The figures of an installation; apart from the other use cases of operators, because no other function needs patterns. */
export const openKpis = (platform: Platform) =>
  createKpis({
    platform,
    store: storeOf(platform),
    outages: createOutages({ platform, accounts: channelAccountsOf(platform) }),
    deadLetters: openDeadLetters(platform),
    wirings,
    publications,
    compile: compileEventPattern,
  });
