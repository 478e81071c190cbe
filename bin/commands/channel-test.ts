import type { Command } from 'commander';
import { type ConnectionCheck, describeReadingRejection } from '../../lib/channels/index.ts';
import { table } from './output.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

const resultText = ({ ok }: ConnectionCheck): string => {
  if (ok === null) return 'unknown';
  return ok ? 'ok' : 'FAILED';
};

/** `oms channel test`. */
export const registerTest = (group: Command, session: Session): void => {
  group
    .command('test')
    .summary('try the connection of an account')
    .description('Looks at secrets, credentials, rights, the clock and subscriptions within ten seconds, and changes nothing.')
    .argument('<channel>', 'such as shopify')
    .argument('<account>', 'the id under which it was added')
    .action(
      action<unknown, [string, string]>(session, (call, channel, account) =>
        call.withProduct(async ({ channels }) => {
          const tested = await channels.testConnection(call.caller, channel, account);
          if (!tested.ok) throw new CommandError(tested.error.code, describeReadingRejection(tested.error));
          const { ok, checks } = tested.value;
          const hints = checks.flatMap(({ name, hint }) => (hint === null ? [] : [`${name}: ${hint}`]));
          call.print(tested.value, () =>
            [
              table(
                ['Check', 'Result', ''],
                checks.map((check) => [check.name, resultText(check), check.message]),
              ),
              ...hints,
            ].join('\n'),
          );
          return ok ? exitCodes.ok : exitCodes.failed;
        }),
      ),
    );
};
