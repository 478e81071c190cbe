import * as z from 'zod';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { type Http, type HttpResponse, type Platform, UnavailableError } from '../../platform/ports.ts';
import { ChannelApiError } from '../api/channel-api-error.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { deliveringChannels } from '../domain/channel-names.ts';
import { createAccountSecrets } from './account-secrets.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { ChannelConnector } from './channel-connector.ts';
import type { ChannelProbe } from './channel-probe.ts';
import { publicUrlParameter } from './check-webhooks.ts';
import { randomOf } from './connections.ts';
import { adviceOn } from './connection-advice.ts';
import { readableAccount, type ReadingRejection } from './request-reading.ts';

/** Milliseconds that the whole test has: somebody is waiting for it. */
export const connectionTestDeadlineMs = 10_000;

export const connectionChecks = ['settings', 'credentials', 'api', 'clock', 'scopes', 'webhook_secret', 'webhooks'] as const;
export type ConnectionCheckName = (typeof connectionChecks)[number];

/** What was looked at. Messages name secrets and vendors' codes, never a secret or anything of an order. */
export type ConnectionCheck = {
  readonly name: ConnectionCheckName;
  /** Null where it could not be found out, such as after another check has failed. */
  readonly ok: boolean | null;
  readonly message: string;
  /** What to do about it; null where nothing has to be done. */
  readonly hint: string | null;
};

export type ConnectionTest = {
  /** Nothing was found wrong. */
  readonly ok: boolean;
  readonly checks: readonly ConnectionCheck[];
  readonly tookMs: number;
};

/** Time is up; what the vendor said last, if anything, says why. */
const overdue = (channel: string, last: HttpResponse | undefined): ChannelApiError => {
  const problem = last?.status === 429 ? 'throttled' : 'unavailable';
  const code = problem === 'unavailable' && (last === undefined || last.status < 400) ? 'no-answer-in-time' : null;
  return new ChannelApiError(`${channel}: no answer in time`, { problem, status: last?.status ?? 0, code });
};

/** Vendors and this computer may differ by so much before signatures and tokens are refused for it. */
const clockSkewSecondsMax = 60;

/**
 * Time and the vendor's clock around a test: nothing that is sent or waited for goes beyond its end, whatever a client would
 * allow itself.
 */
const createFrame = ({ http, clock }: Pick<Platform, 'http' | 'clock'>, channel: string) => {
  const startMs = Date.parse(clock.now());
  const leftMs = (): number => startMs + connectionTestDeadlineMs - Date.parse(clock.now());
  let last: HttpResponse | undefined;
  let skewSeconds: number | undefined;

  const send: Http['send'] = async (request) => {
    const left = leftMs();
    if (left <= 0) throw overdue(channel, last);
    try {
      last = await http.send({ ...request, deadlineMs: Math.min(request.deadlineMs, left) });
    } catch (error) {
      if (error instanceof UnavailableError && leftMs() <= 0) throw overdue(channel, last);
      throw error;
    }
    const dateMs = Date.parse(last.headers['date'] ?? '');
    if (Number.isFinite(dateMs)) skewSeconds = Math.round((Date.parse(clock.now()) - dateMs) / 1_000);
    return last;
  };
  const pause = async (ms: number): Promise<void> => {
    if (ms >= leftMs()) throw overdue(channel, last);
    await clock.sleep(ms);
  };
  return { http: { send }, pause, skewSeconds: () => skewSeconds, tookMs: () => Date.parse(clock.now()) - startMs };
};

type Frame = ReturnType<typeof createFrame>;

const good = (name: ConnectionCheckName, message: string): ConnectionCheck => ({ name, ok: true, message, hint: null });
const unknown = (name: ConnectionCheckName, message: string): ConnectionCheck => ({ name, ok: null, message, hint: null });
const bad = (name: ConnectionCheckName, message: string, hint: string): ConnectionCheck => ({ name, ok: false, message, hint });

/** Runs one check; whatever the vendor does comes out as its result. @throws what is a defect of ours */
const attempt = async (
  name: ConnectionCheckName,
  account: ChannelAccount,
  run: () => Promise<ConnectionCheck>,
): Promise<ConnectionCheck> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ChannelApiError) return { name, ok: false, ...adviceOn(error, account) };
    if (error instanceof UnavailableError) return unknown(name, 'This installation could not look it up; try again in a moment.');
    throw error;
  }
};

/** Tries what an account is set up with, from the secrets to the vendor's word on it, and changes nothing anywhere. */
export const createTestConnection = (parts: {
  readonly platform: Pick<Platform, 'http' | 'clock' | 'ids' | 'secrets' | 'parameters'>;
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly connectors: readonly ChannelConnector[];
}) => {
  const { platform, accounts } = parts;
  const secrets = createAccountSecrets(platform);

  const openProbe = (connector: ChannelConnector, account: ChannelAccount, frame: Frame): ChannelProbe | ConnectionCheck => {
    const { shopDomain, baseUrl } = account;
    try {
      return connector.probe({
        http: frame.http,
        clock: platform.clock,
        pause: frame.pause,
        random: () => randomOf(platform),
        settings: account.settings ?? {},
        shopDomain,
        baseUrl,
        credentials: secrets.credentialsOf(account),
        signingSecret: secrets.signingSecretOf(account),
      });
    } catch (error) {
      if (error instanceof ChannelApiError) return { name: 'settings', ok: false, ...adviceOn(error, account) };
      if (!(error instanceof z.ZodError)) throw error;
      const fields = [...new Set(error.issues.map(({ path }) => ['settings', ...path].join('.')))].join(', ');
      return bad('settings', `The settings cannot be used: ${fields}.`, `docs/channels/${account.channel}.md says what they may be.`);
    }
  };

  const checkCredentials = (account: ChannelAccount): Promise<ConnectionCheck> =>
    attempt('credentials', account, async () => {
      await secrets.credentialsOf(account)();
      return good('credentials', `The secret ${account.credentialsName} is set up.`);
    });

  const checkScopes = (probe: ChannelProbe, account: ChannelAccount): Promise<ConnectionCheck> =>
    attempt('scopes', account, async () => {
      const missing = (await probe.missingScopes?.()) ?? [];
      if (missing.length === 0) return good('scopes', 'Every right that is needed has been granted.');
      const hint = `Grant them to the app, and install it anew; docs/channels/${account.channel}.md lists all.`;
      return bad('scopes', `Rights are missing: ${missing.join(', ')}.`, hint);
    });

  const checkSigningSecret = (account: ChannelAccount): Promise<ConnectionCheck> =>
    attempt('webhook_secret', account, async () => {
      await secrets.signingSecretOf(account)();
      return good('webhook_secret', `The secret ${account.secretName} is set up.`);
    });

  const checkWebhooks = (probe: ChannelProbe, account: ChannelAccount): Promise<ConnectionCheck> =>
    attempt('webhooks', account, async () => {
      const { channel } = account;
      const publicUrl = await platform.parameters.get(publicUrlParameter);
      if (publicUrl === undefined)
        return unknown(
          'webhooks',
          `The setting ${publicUrlParameter} is not there, so nobody can send to this installation. Orders are polled.`,
        );
      const missing = (await probe.missingWebhooks?.(`${publicUrl.replace(/\/+$/, '')}/webhooks/${channel}/${account.account}`)) ?? [];
      if (missing.length === 0) return good('webhooks', 'The channel tells of everything that it is to tell.');
      const hint = 'They are put right within the hour, by themselves. If that does not help, the credentials may not change them.';
      return bad('webhooks', `The channel does not tell of ${missing.join(', ')}.`, hint);
    });

  const checkClock = (frame: Frame): readonly ConnectionCheck[] => {
    const skew = frame.skewSeconds();
    if (skew === undefined) return [];
    if (Math.abs(skew) <= clockSkewSecondsMax) return [good('clock', 'Clocks agree.')];
    const message = `This installation's clock is ${Math.abs(skew)} seconds ${skew > 0 ? 'ahead of' : 'behind'} the channel's.`;
    return [bad('clock', message, 'Set the clock of the computer, best by NTP: signatures and tokens are refused when it is wrong.')];
  };

  /** What can be told only by a vendor that answers. */
  const askVendor = async (probe: ChannelProbe, account: ChannelAccount, frame: Frame): Promise<readonly ConnectionCheck[]> => {
    const api = await attempt('api', account, async () => {
      await probe.read();
      return good('api', 'The channel takes the credentials and answers.');
    });
    const checks = [api, ...checkClock(frame)];
    const silent = 'Not looked at, because the channel does not answer as it should.';
    if (probe.missingScopes) checks.push(api.ok ? await checkScopes(probe, account) : unknown('scopes', silent));
    if (probe.missingWebhooks) checks.push(api.ok ? await checkWebhooks(probe, account) : unknown('webhooks', silent));
    return checks;
  };

  const checksOf = async (connector: ChannelConnector, account: ChannelAccount, frame: Frame): Promise<readonly ConnectionCheck[]> => {
    const probe = openProbe(connector, account, frame);
    if ('ok' in probe) return [probe];
    const credentials = await checkCredentials(account);
    const delivers = deliveringChannels.some((name) => name === account.channel);
    const signing = delivers ? [await checkSigningSecret(account)] : [];
    const vendor = credentials.ok
      ? await askVendor(probe, account, frame)
      : [unknown('api', 'Not asked, because there are no credentials.')];
    return [credentials, ...signing, ...vendor];
  };

  return async (
    caller: Pick<Caller, 'tenantId'>,
    channel: string,
    accountId: string,
  ): Promise<Result<ConnectionTest, ReadingRejection>> => {
    const found = await readableAccount(accounts, caller, channel, accountId);
    if (!found.ok) return found;
    const connector = parts.connectors.find(({ adapter }) => adapter.channel === channel);
    if (!connector) return err({ code: 'channel-account-not-found' });
    const frame = createFrame(platform, channel);
    const checks = await checksOf(connector, found.value, frame);
    return ok({ ok: checks.every((check) => check.ok !== false), checks, tookMs: Math.max(0, frame.tookMs()) });
  };
};

export type TestConnection = ReturnType<typeof createTestConnection>;
