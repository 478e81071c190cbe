import { ParameterNotFoundError } from '@aws-lambda-powertools/parameters/errors';
import type { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import type { Secrets } from '../ports.ts';
import { asUnavailable, isNamed } from './client-settings.ts';
import { causeOf, rememberSettings, type SettingOptions } from './parameters.ssm.ts';

type Stage = 'AWSCURRENT' | 'AWSPREVIOUS';

/**
 * Secrets of Secrets Manager. The value before counts until somebody takes its label `AWSPREVIOUS` away, which ends the
 * rotation: the service itself leaves the label there until the next one.
 * @param secretId full name, such as `waybill/prod/shopify-main-webhook-secret` for `shopify-main-webhook-secret`
 */
export const createSecrets = (
  provider: Pick<SecretsProvider, 'get'>,
  { secretId, ...options }: SettingOptions & { readonly secretId: (name: string) => string },
): Secrets => {
  const read = async (name: string, stage: Stage): Promise<string | undefined> => {
    try {
      const value = await provider.get(secretId(name), {
        forceFetch: true,
        maxAge: 0,
        throwOnMissing: true,
        sdkOptions: { VersionStage: stage },
      });
      return typeof value === 'string' ? value : Buffer.from(value).toString();
    } catch (error) {
      const cause = causeOf(error);
      // The second is how a secret answers that is about to be deleted.
      if (error instanceof ParameterNotFoundError || isNamed(cause, 'InvalidRequestException')) return undefined;
      throw asUnavailable(cause);
    }
  };
  return {
    get: rememberSettings(async (name) => {
      // In this order: a secret that is rotated in between is then seen as it was before, never with a value missing.
      const current = await read(name, 'AWSCURRENT');
      if (current === undefined) return undefined;
      const previous = await read(name, 'AWSPREVIOUS');
      return previous === undefined || previous === current ? { current } : { current, previous };
    }, options),
  };
};
