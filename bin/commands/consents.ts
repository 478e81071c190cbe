import { type Command, InvalidArgumentError } from 'commander';
import { type ConsentPurpose, consentPurposes } from '../../lib/intelligence/domain/decisions/decision.values.ts';
import type { Consents } from '../../lib/intelligence/index.ts';
import { table } from './output.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type Wish = { readonly purpose: ConsentPurpose; readonly granted: boolean };
type Found = {
  readonly personId: string;
  readonly consents: readonly { readonly purpose: string; readonly statement: unknown }[];
  readonly standing: Consents;
};
type Options = { readonly email?: string; readonly phone?: string; readonly set?: readonly Wish[]; readonly source: string };

const wish = (text: string, before: readonly Wish[] = []): readonly Wish[] => {
  const [purpose, said] = text.split('=');
  const known = consentPurposes.find((one) => one === purpose);
  if (known === undefined || (said !== 'yes' && said !== 'no'))
    throw new InvalidArgumentError(`It must be <purpose>=yes or <purpose>=no, with ${consentPurposes.join(', ')}.`);
  return [...before, { purpose: known, granted: said === 'yes' }];
};

const consentsPage = (consents: Consents): string =>
  table(
    ['Purpose', 'Agrees', 'Said', 'Where'],
    Object.entries(consents).map(([purpose, statement]) => [
      purpose,
      statement === null ? 'nothing said' : statement.granted ? 'yes' : 'no',
      statement?.statedAt ?? '',
      statement?.source ?? '',
    ]),
  );

/** `oms consents`: what a person agrees to. */
export const registerConsents = (program: Command, session: Session): void => {
  program
    .command('consents')
    .summary('what a person agrees to')
    .description('Shows what the person that an e-mail or phone names agrees to, and notes what they say with --set.')
    .option('--email <address>', 'e-mail address')
    .option('--phone <number>', 'phone number')
    .option('--set <purpose=yes|no>', 'what they say; may stand several times', wish)
    .option('--source <where>', 'where they said it', 'support')
    .action(
      action<Options>(session, (call) =>
        call.withProduct(async ({ platform, vault }) => {
          const { email, phone, set = [], source } = call.options;
          if (email === undefined && phone === undefined)
            throw new CommandError('person-not-named', 'Name the person by --email, --phone or both.', exitCodes.usage);
          const consents = (await import('../../lambdas/intelligence/decision-parts.ts')).consentsOf(platform);
          const statedAt = platform.clock.now();
          const said = set.map(({ purpose, granted }) => ({ purpose, granted, statedAt, source, wording: null }));
          const found: Found[] = [];
          for (const personId of await vault.find(call.tenantId, { email, phone })) {
            const standing =
              said.length === 0
                ? await consents.of(call.tenantId, personId)
                : await consents.state(call.tenantId, personId, call.caller.context.actor, said);
            if (standing)
              found.push({
                personId,
                consents: Object.entries(standing).map(([purpose, statement]) => ({ purpose, statement })),
                standing,
              });
          }
          if (found.length === 0) throw new CommandError('person-not-found', 'Nobody of that name is known.');
          call.print({ persons: found.map(({ standing: _text, ...person }) => person) }, () =>
            found.map(({ standing }) => consentsPage(standing)).join('\n\n'),
          );
        }),
      ),
    );
};
