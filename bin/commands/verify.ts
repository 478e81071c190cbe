import type { Command } from 'commander';
import { signatureSchemes, type Verified, verifyWebhook } from '../../lib/channels/index.ts';
import { readJson } from '../../lib/platform/http/json-body.ts';
import { several, wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, type Io, readInput, type Session } from './session.ts';

type Options = { readonly secret?: readonly string[]; readonly now?: number; readonly headers: string };

/** The last second of the year 9999. */
const nowMax = 253_402_300_799;

/** `oms verify`: prints one JSON document whatever it is given, so that scripts need to look at nothing else. */
export const registerVerify = (program: Command, session: Session): void => {
  program
    .command('verify')
    .summary('check the signature of a webhook')
    .description(
      'Prints {"ok":true} as one JSON document when the body was signed with one of the secrets, or everything that speaks against it (exit code 3).',
    )
    .argument('<scheme>', `${signatureSchemes.slice(0, -1).join(', ')} or ${signatureSchemes.at(-1)}`)
    .argument('<body-file>', 'file with the body exactly as it was received, or - for standard input')
    .requiredOption('--headers <file>', 'JSON file with the headers: an object with a string, or a list of one string, for each name')
    .option('--secret <secret>', 'secret of the webhook; once more for the one before, while it is being rotated', several)
    .option('--now <seconds>', 'when it came, in Unix seconds; by default now', wholeNumber(0, nowMax))
    .action(
      action<Options, [string, string]>(session, async ({ io, options }, scheme, file) => {
        const verified = await verify(io, scheme, file, options);
        io.out(`${JSON.stringify(verified, null, 2)}\n`);
        return verified.ok ? exitCodes.ok : exitCodes.refused;
      }),
    );
};

const refused = (field: string, code: string, message: string): Verified => ({ ok: false, problems: [{ field, code, message }] });

/** The bytes, or what to say of the part that cannot be read. */
const readPart = async (io: Io, field: string, file: string): Promise<Uint8Array | Verified> => {
  try {
    return await readInput(io, file);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return refused(field, error.code, error.message);
  }
};

const verify = async (io: Io, scheme: string, file: string, { secret = [], now, headers }: Options): Promise<Verified> => {
  // Standard input can be read once.
  if (file === '-' && headers === '-')
    return refused('headers', 'input-read-twice', 'Only one of the body and the headers can come from -');
  const rawBody = await readPart(io, 'file', file);
  if (!(rawBody instanceof Uint8Array)) return rawBody;
  const headerBytes = await readPart(io, 'headers', headers);
  if (!(headerBytes instanceof Uint8Array)) return headerBytes;
  const document = readJson(headerBytes);
  if ('problem' in document) return refused('headers', document.problem.code, `The headers must be a JSON object in UTF-8`);
  const nowSeconds = now ?? Math.floor(Date.now() / 1000);
  return verifyWebhook(scheme, { headers: document.value, rawBody, secrets: secret, nowSeconds });
};
