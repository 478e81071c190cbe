import type { Command } from 'commander';
import { normalizeChannel, type Normalized } from '../../lib/channels/index.ts';
import { action, CommandError, exitCodes, readInput, type Session } from './session.ts';

type Options = { readonly account: string };

/** `oms normalize`: prints one JSON document whatever it is given, so that scripts need to look at nothing else. */
export const registerNormalize = (program: Command, session: Session): void => {
  program
    .command('normalize')
    .summary("turn a channel's payload into canonical orders")
    .description(
      "Prints the canonical orders of a channel's payload as one JSON document, or everything that is wrong with it (exit code 3).",
    )
    .argument('<channel>', 'shopify, woocommerce, amazon, walmart, or storefront for the body of POST /orders')
    .argument('<file>', 'file with the payload, or - for standard input')
    .option('--account <id>', 'channel account the payload came from', 'main')
    .action(
      action<Options, [string, string]>(session, async ({ io, options }, channel, file) => {
        const normalized = await normalize(() => readInput(io, file), channel, options.account);
        io.out(`${JSON.stringify(normalized, null, 2)}\n`);
        return normalized.ok ? exitCodes.ok : exitCodes.refused;
      }),
    );
};

const normalize = async (read: () => Promise<Uint8Array>, channel: string, account: string): Promise<Normalized> => {
  try {
    const payload = await read();
    return channel === 'storefront' ? await readStorefront(payload, account) : withStorefront(normalizeChannel(channel, payload, account));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { ok: false, problems: [{ field: 'file', code: error.code, message: error.message }] };
  }
};

/** Storefronts have no adapter: they speak our own API, whose schema reads them. It is loaded for them alone. */
const readStorefront = async (payload: Uint8Array, account: string): Promise<Normalized> => {
  const [{ normalizeStorefront }, { fromEpochMs }] = await Promise.all([
    import('./normalize-storefront.ts'),
    import('../../lib/kernel/instant.ts'),
  ]);
  return normalizeStorefront(payload, { account, now: fromEpochMs(Date.now()) });
};

/** An unknown channel is told every one that this command knows. */
const withStorefront = (normalized: Normalized): Normalized =>
  normalized.ok
    ? normalized
    : {
        ok: false,
        problems: normalized.problems.map((problem) =>
          problem.code === 'channel-unknown' ? { ...problem, message: `${problem.message}, storefront` } : problem,
        ),
      };
