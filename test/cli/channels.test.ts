// The channel commands over a data folder, against a shop that answers on this computer.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProduct } from '../../bin/commands/open-product.ts';
import { run } from '../../bin/commands/program.ts';
import { startWooCommerceTwin, type WooCommerceTwin } from '../../bin/demo/twins/woocommerce/woocommerce-twin.ts';
import { accountKey } from '../../lib/channels/app/channel-account.rows.ts';
import { fromEpochMs, type Instant, plusMs } from '../../lib/kernel/instant.ts';
import { createVirtualClock } from '../../lib/platform/embedded/virtual-clock.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { createOms, documentOf } from './oms.ts';

const hourMs = 3_600_000;
const ordersPlaced = 7;

let dataDir: string;
let twin: WooCommerceTwin;
let oms: ReturnType<typeof createOms>;
/** A day ago, when the shop opened; it has one order an hour from then on. */
let opened: Instant;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-channels-'));
  opened = fromEpochMs(Date.now() - 24 * hourMs);
  const clock = createVirtualClock(opened);
  twin = await startWooCommerceTwin({ clock, random: createRandom(7) });
  twin.addProduct({ sku: 'MUG', stock: 100 });
  for (let order = 0; order < ordersPlaced; order += 1) {
    clock.advanceMs(hourMs);
    twin.placeOrder({ lines: [{ sku: 'MUG', quantity: 1, price: 1_200 }] });
  }
  setKey(twin.key());
  await openProduct(dataDir).stop();
  oms = createOms(dataDir);
});
afterEach(async () => {
  await twin.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const setKey = (key: object): void => writeFileSync(join(dataDir, 'waybill.env'), `WOOCOMMERCE_MAIN_CREDENTIALS=${JSON.stringify(key)}\n`);

const settings = {
  site_url: 'https://shop.example',
  orders_per_page: 2,
  calls_per_second: 50,
  burst: 100,
  tracking_providers: { UPS: 'UPS' },
};

const add = (...more: readonly string[]) =>
  oms('channel', 'add', 'woocommerce', 'main', '--settings', JSON.stringify(settings), '--base-url', twin.url, ...more);

/** As if it had been added when the shop opened. */
const addLongAgo = async (): Promise<void> => {
  await add();
  const runtime = openProduct(dataDir);
  await runtime.platform.ledger.update(accountKey('woocommerce', 'main'), { set: { added_at: opened, connected_at: opened } });
  await runtime.stop();
};

const json = async (...given: readonly string[]) => {
  const outcome = await oms(...given, '--json');
  expect(outcome.err).toBe('');
  return { exitCode: outcome.exitCode, document: documentOf(outcome) };
};

describe('oms channel', () => {
  it('adds an account with settings from a file, and lists it with them as they were given', async () => {
    const file = join(dataDir, 'settings.json');
    writeFileSync(file, JSON.stringify(settings));
    const given = ['--settings', `@${file}`, '--credentials-name', 'shop-key', '--base-url', twin.url, '--shop-domain', 'shop.example'];
    const { exitCode, out } = await oms('channel', 'add', 'woocommerce', 'main', ...given);
    expect([exitCode, out]).toEqual([0, expect.stringContaining('read with the secret shop-key')]);
    const { document } = await json('channel', 'list');
    expect(document.accounts).toMatchObject([
      {
        channel: 'woocommerce',
        account: 'main',
        shop_domain: 'shop.example',
        settings,
        credentials_name: 'shop-key',
        connected: true,
        reading: [],
      },
    ]);
    expect((await oms('channel', 'list')).out).toContain('not read yet');
  });

  it.each([
    ['{"site_url":', 'JSON object'],
    ['[]', 'JSON object'],
    ['@/no/such/file', 'no such file'],
    ['{"site_url":"http://shop.example"}', 'settings.site_url'],
  ])('refuses the settings %s', async (given, hint) => {
    expect(await oms('channel', 'add', 'woocommerce', 'main', '--settings', given)).toMatchObject({
      exitCode: 2,
      out: '',
      err: expect.stringContaining(hint),
    });
  });

  it('removes an account, and says so twice', async () => {
    await add();
    const { document } = await json('channel', 'remove', 'woocommerce', 'main');
    expect((await json('channel', 'remove', 'woocommerce', 'main')).document.removed_at).toBe(document.removed_at);
    expect((await oms('channel', 'list')).out).toContain(`removed ${document.removed_at}`);
    expect(await oms('channel', 'remove', 'woocommerce', 'other')).toMatchObject({ exitCode: 1, err: expect.stringContaining('no such') });
    expect(await oms('poll', 'woocommerce')).toMatchObject({ exitCode: 1, err: expect.stringContaining('removed') });
  });
});

describe('oms channel test', () => {
  const signed = (): void =>
    writeFileSync(
      join(dataDir, 'waybill.env'),
      `WOOCOMMERCE_MAIN_CREDENTIALS=${JSON.stringify(twin.key())}\nWOOCOMMERCE_MAIN_WEBHOOK_SECRET=a-secret-of-the-tests\n`,
    );

  it('says what was looked at, and is content when nothing is wrong', async () => {
    signed();
    await add();
    const { exitCode, document } = await json('channel', 'test', 'woocommerce', 'main');
    expect([exitCode, document.ok]).toEqual([0, true]);
    expect(document.checks).toContainEqual(expect.objectContaining({ name: 'api', ok: true }));
  });

  it('fails with what to do about it, and shows no secret', async () => {
    signed();
    await add();
    setKey({ consumer_key: 'ck_entirely_wrong', consumer_secret: 'cs_entirely_wrong' });
    const { exitCode, out } = await oms('channel', 'test', 'woocommerce', 'main');
    expect(exitCode).toBe(1);
    expect(out).toContain('refuses the credentials');
    expect(out).toContain('oms secret put woocommerce-main-credentials');
    expect(out).not.toContain('entirely_wrong');
  });

  it('knows no account that is not there', async () => {
    expect(await oms('channel', 'test', 'woocommerce', 'other')).toMatchObject({ exitCode: 1, err: expect.stringContaining('no such') });
  });
});

describe('oms poll', () => {
  it('reads now, also when no look is due, and says what came of it', async () => {
    await addLongAgo();
    expect((await oms('poll', 'woocommerce')).out).toMatch(
      /^7 orders taken in, \d known already, 0 quarantined\. Everything before .*Z has been read\.\n$/,
    );
    const calls = twin.calls.length;
    const { exitCode, document } = await json('poll', 'woocommerce');
    expect([exitCode, document]).toMatchObject([
      0,
      { channel: 'woocommerce', account: 'main', accepted: 0, outcome: 'up-to-date', problem: null },
    ]);
    expect(twin.calls.length).toBeGreaterThan(calls);
    expect((await oms('channel', 'list')).out).toMatch(/read up to \d+ min ago/);
  });

  it('fails when the channel cannot be read', async () => {
    await addLongAgo();
    setKey({ consumer_key: 'ck_wrong', consumer_secret: 'cs_wrong' });
    const { exitCode, document } = await json('poll', 'woocommerce');
    expect([exitCode, document]).toMatchObject([1, { outcome: 'failed', problem: 'unauthorized' }]);
    expect((await oms('channel', 'list')).out).toContain('failed once: unauthorized');
  });

  it('needs an account that can be read', async () => {
    expect(await oms('poll', 'telex')).toMatchObject({ exitCode: 2, err: expect.stringContaining('telex') });
    expect(await oms('poll', 'woocommerce')).toMatchObject({ exitCode: 1, err: expect.stringContaining('oms channel list') });
    await oms('channel', 'add', 'woocommerce', 'main');
    expect(await oms('poll', 'woocommerce')).toMatchObject({ exitCode: 1, err: expect.stringContaining('no settings') });
  });
});

describe('oms backfill', () => {
  const range = () => ['--from', opened, '--to', plusMs(opened, 23 * hourMs)] as const;

  it('takes in what changed between two moments, and repeats nothing', async () => {
    await add();
    const { exitCode, document } = await json('backfill', 'woocommerce', ...range());
    expect([exitCode, document]).toMatchObject([
      0,
      { accepted: ordersPlaced, quarantined: 0, known: 0, share: 1, done: true, problem: null },
    ]);
    const calls = twin.calls.length;
    expect((await json('backfill', 'woocommerce', ...range())).document).toMatchObject({ accepted: 0, done: true });
    expect(twin.calls.length).toBe(calls);
  });

  it('stops after the page under way when it is told to, says how to go on, and then goes on there', async () => {
    await add();
    const written = { out: '', err: '' };
    let interrupt: (() => void) | undefined;
    const exitCode = await run(['--data-dir', dataDir, 'backfill', 'woocommerce', ...range()], {
      out: (text) => void (written.out += text),
      err: (text) => {
        written.err += text;
        // After the first page that brought something.
        if (text.includes('2 orders')) interrupt?.();
      },
      readStdin: async () => Buffer.alloc(0),
      isTerminal: true,
      onInterrupt: (stop) => {
        interrupt = stop;
        return () => {
          interrupt = undefined;
        };
      },
    });
    expect(exitCode).toBe(1);
    expect(written.out).toMatch(
      /^2 orders taken in, .* Stopped at .*To go on: oms backfill woocommerce --account main --from .* --to .*Z\n$/,
    );
    expect(written.err).toMatch(/\r\u001b\[K\[#*\.*\] \d+ %, 2 orders.*\n$/);
    expect(interrupt).toBeUndefined();
    const { document } = await json('backfill', 'woocommerce', ...range());
    expect(document).toMatchObject({ accepted: ordersPlaced - 2, known: 0, done: true });
  });

  it('gives up at once when the credentials are refused', async () => {
    await add();
    setKey({ consumer_key: 'ck_wrong', consumer_secret: 'cs_wrong' });
    expect(await oms('backfill', 'woocommerce', ...range())).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(/could not be read \(woocommerce .*unauthorized.*\); stopped at .*To go on: oms backfill/),
    });
  });

  it('takes dates, and refuses what is no range', async () => {
    await add();
    expect((await oms('backfill', 'woocommerce', '--from', '2026-01-02', '--to', '2026-01-01')).exitCode).toBe(2);
    expect(await oms('backfill', 'woocommerce', '--from', '2026-01-01', '--to', '2999-01-01')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('future'),
    });
    expect(await oms('backfill', 'woocommerce', '--from', 'yesterday', '--to', '2026-01-01')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('midnight UTC'),
    });
    expect((await json('backfill', 'woocommerce', '--from', '2020-01-01', '--to', '2020-01-02')).document).toMatchObject({
      from: '2020-01-01T00:00:00.000Z',
      done: true,
    });
  });
});
