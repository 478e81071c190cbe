import { createHash } from 'node:crypto';
import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { type EdgeCache, UnavailableError } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';

/**
 * CloudFront's invalidations. Its reference to what was asked for before is made of the paths too, because it refuses a
 * reference that comes with others.
 */
export const createCloudFrontCache = (client: CloudFrontClient, { distributionId }: { readonly distributionId: string }): EdgeCache => ({
  purge: async ({ paths, reference }) => {
    const Items = [...new Set(paths)].toSorted();
    const CallerReference = createHash('sha256')
      .update(JSON.stringify([reference, ...Items]))
      .digest('hex');
    const command = new CreateInvalidationCommand({
      DistributionId: distributionId,
      InvalidationBatch: { CallerReference, Paths: { Quantity: Items.length, Items } },
    });
    try {
      await answered(client.send(command));
    } catch (error) {
      // For each distribution 3,000 paths at once, and 15 that end in a `*`: they are done by themselves within minutes.
      if (isNamed(error, 'TooManyInvalidationsInProgress'))
        throw new UnavailableError('Too much is being thrown out of the cache already', { cause: error });
      throw error;
    }
  },
});
