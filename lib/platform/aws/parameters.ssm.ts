import { createRecentMap } from '../../kernel/recent-map.ts';
import { GetParameterError, ParameterNotFoundError } from '@aws-lambda-powertools/parameters/errors';
import type { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { type Parameters, UnavailableError } from '../ports.ts';
import { asUnavailable } from './client-settings.ts';

/** How long a setting is taken as it was read. */
const freshMs = 60_000;
/** How long it may still answer while the service does not. Whoever changes it needs that same service. */
const staleMs = 3_600_000;
/** After a failure the service is left alone for this long, so that not every request waits for its timeout. */
const pauseMs = 10_000;
const settingsMax = 1_000;

export type SettingOptions = {
  /** Wall clock, in milliseconds: the monotonic one may stand still while a function is frozen. */
  readonly nowMs?: () => number;
};

type Known<T> = {
  readonly value: T | undefined;
  readonly readAtMs: number;
  /** When the service last failed to say more. */
  readonly failedAtMs?: number;
};

/**
 * Reads a setting once a minute, whoever asks and however many at once. That there is none is remembered too: a parameter
 * that nobody has set is asked for with every order. While the service is unavailable, what was read within the last hour
 * answers; every other failure is passed on.
 *
 * The cache of Powertools is not used, for it keeps neither absences nor expired values, nor the stages of a secret apart.
 * @throws UnavailableError from the function when the service does not answer and nothing is known
 */
export const rememberSettings = <T>(
  read: (name: string) => Promise<T | undefined>,
  { nowMs = Date.now }: SettingOptions = {},
): ((name: string) => Promise<T | undefined>) => {
  const known = createRecentMap<string, Known<T>>(settingsMax);
  const underWay = new Map<string, Promise<T | undefined>>();
  // A clock that was put back must not keep a value for longer.
  const within = (sinceMs: number, ms: number): boolean => nowMs() >= sinceMs && nowMs() - sinceMs < ms;

  const remember = (name: string, entry: Known<T>): T | undefined => {
    known.set(name, entry);
    return entry.value;
  };

  const refresh = async (name: string): Promise<T | undefined> => {
    const readAtMs = nowMs();
    try {
      return remember(name, { value: await read(name), readAtMs });
    } catch (error) {
      const before = known.get(name);
      if (!(error instanceof UnavailableError) || before === undefined || !within(before.readAtMs, staleMs)) throw error;
      return remember(name, { ...before, failedAtMs: nowMs() });
    }
  };

  const answers = ({ readAtMs, failedAtMs }: Known<T>): boolean =>
    within(readAtMs, freshMs) || (failedAtMs !== undefined && within(failedAtMs, pauseMs) && within(readAtMs, staleMs));

  return async (name) => {
    const found = known.get(name);
    if (found !== undefined && answers(found)) return found.value;
    const reading = underWay.get(name) ?? refresh(name).finally(() => underWay.delete(name));
    underWay.set(name, reading);
    return reading;
  };
};

/** What went wrong in AWS: Powertools wraps it in an error of its own. */
export const causeOf = (error: unknown): unknown => (error instanceof GetParameterError ? (error.cause ?? error) : error);

/**
 * Parameters of the Parameter Store.
 * @param parameterName full name, such as `/waybill/prod/sourcing-policy` for `sourcing-policy`
 */
export const createParameters = (
  provider: Pick<SSMProvider, 'get'>,
  { parameterName, ...options }: SettingOptions & { readonly parameterName: (name: string) => string },
): Parameters => ({
  get: rememberSettings(async (name) => {
    try {
      return await provider.get(parameterName(name), { forceFetch: true, maxAge: 0, throwOnMissing: true, decrypt: true });
    } catch (error) {
      if (error instanceof ParameterNotFoundError) return undefined;
      throw asUnavailable(causeOf(error));
    }
  }, options),
});
