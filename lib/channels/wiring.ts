import type { ContextWiring } from '../platform/wiring.ts';

export const channelsWiring: ContextWiring = { context: 'channels' };
