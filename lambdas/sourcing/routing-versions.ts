import { scorerOf } from '../../lib/intelligence/adapters/model-artefact.ts';
import { createServedVersions, type ServedVersionsReader } from '../../lib/intelligence/app/registry/served-versions.ts';
import type { Scorer } from '../../lib/intelligence/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import type { ForetellLate } from '../../lib/sourcing/index.ts';
import { once, storeOf } from '../composition.ts';

/** The starter is learnt from invented carriers: where no version of one's own answers, counting alone does. */
const counting = 'counting';

export const routingVersionsOf: (platform: Platform) => ServedVersionsReader<Scorer | typeof counting> = /* @__PURE__ */ once((platform) =>
  createServedVersions<Scorer | typeof counting>({
    platform,
    store: storeOf(platform),
    model: 'routing',
    metaFiles: [],
    open: scorerOf,
    starter: () => counting,
  }),
);

/** What a trained version says of parcels on their way; undefined where counting alone answers. Its troubles cost no list. */
export const foretellLateOf =
  (platform: Platform) =>
  async (tenantId: TenantId): Promise<ForetellLate | undefined> => {
    try {
      const served = await routingVersionsOf(platform).serving(tenantId);
      if (!served) return undefined;
      return (parcelName, features) => {
        const scorer = served.opened.get(served.answersFor(parcelName));
        const scored = scorer === undefined || scorer === counting ? undefined : scorer.score(features);
        return scored?.ok ? scored.value.score : undefined;
      };
    } catch (error) {
      platform.observability.logger.error('routing model could not be asked', { tenant_id: tenantId, error: error as Error });
      return undefined;
    }
  };
