import { type Command, Argument, Option } from 'commander';
import { canonicalJson, type Json } from '../../lib/kernel/canonical-json.ts';
import {
  type ChangedPolicy,
  changedPolicyView,
  type PolicyName,
  policyForm,
  policyNames,
  policyRefusal,
  type PolicyRejection,
  type PolicyState,
  type PolicyVersion,
  policyVersionView,
  policyView,
  readPolicyValue,
} from '../../lib/policies/index.ts';
import { counted, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, readInput, type Session } from './session.ts';

const policyArgument = (): Argument => new Argument('<policy>', 'which one').choices(policyNames);
const noteOption = (): Option => new Option('--note <text>', 'why; it stands in the history').makeOptionMandatory();

const valueText = (view: { readonly value: unknown }): string => canonicalJson(view.value as Json);
const valueTextMax = 160;
/** As much of it as a line of a table can hold. */
const shortValueText = (view: { readonly value: unknown }): string => {
  const text = valueText(view);
  return text.length <= valueTextMax ? text : `${text.slice(0, valueTextMax)}…`;
};
const actorText = ({ kind, id }: PolicyVersion['actor']): string => `${kind} ${id}`;

const originText = ({ source, stored, version, problem }: PolicyState): string => {
  if (stored) return `version ${version} of ${stored.at}, by ${actorText(stored.actor)}: ${stored.note}`;
  if (problem !== null) return `default, because the setting cannot be read: ${problem}`;
  return source === 'setting' ? 'set for the installation' : 'default';
};

const warningText = ({ field, message, orders }: ChangedPolicy['warnings'][number]): string =>
  `Warning: ${field}: ${message}${orders === null ? '' : ` (${counted(orders, 'order')} of the latest)`}.`;

const printChanged = (call: Call, change: ChangedPolicy): void => {
  const { policy, changed, warnings } = change;
  call.print(changedPolicyView(change), () =>
    [
      changed
        ? `${policy.name} is ${valueText(policyView(policy))} from now on, as version ${policy.version}. Running functions follow within 30 seconds.`
        : `${policy.name} stood like this before, as version ${policy.version}.`,
      ...warnings.map(warningText),
    ].join('\n'),
  );
};

const refused = (rejection: PolicyRejection): CommandError =>
  new CommandError(
    rejection.code,
    policyRefusal(rejection).message,
    rejection.code === 'policy-impossible' ? exitCodes.refused : exitCodes.failed,
  );

const valueFrom = async ({ io }: Call, name: PolicyName, given: string) => {
  const text = given.startsWith('@') ? Buffer.from(await readInput(io, given.slice(1), exitCodes.usage)).toString('utf8') : given;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError('value-unreadable', '--value takes a JSON object, or @ and the file that holds one.', exitCodes.usage);
  }
  const read = readPolicyValue(name, json);
  if (read.ok) return read.value;
  throw new CommandError(
    'value-invalid',
    `${read.error.map(({ field, message }) => `${field}: ${message}`).join('\n')}\n"oms policy schema ${name}" shows the form of it.`,
    exitCodes.refused,
  );
};

const stateOf = async (
  policies: { readonly list: (tenantId: Call['tenantId']) => Promise<readonly PolicyState[]> },
  call: Call,
  name: string,
) => {
  const found = (await policies.list(call.tenantId)).find((policy) => policy.name === name);
  if (!found) throw new Error(`the policy ${name} is not listed`);
  return found;
};

const registerReading = (group: Command, session: Session): void => {
  group
    .command('list')
    .summary('every policy as it decides now')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ policies }) => {
          const states = await policies.list(call.tenantId);
          call.print({ items: states.map(policyView) }, () =>
            table(
              ['Policy', 'Value', 'Decided by'],
              states.map((state) => [state.name, shortValueText(policyView(state)), originText(state)]),
            ),
          );
        }),
      ),
    );

  group
    .command('show')
    .summary('one policy, or one version of it')
    .addArgument(policyArgument())
    .option('--version <number>', 'this version instead of what decides now', wholeNumber(1, 999_999_999))
    .action(
      action<{ readonly version?: number }, [PolicyName]>(session, (call, name) =>
        call.withProduct(async ({ policies }) => {
          const { version } = call.options;
          if (version === undefined) {
            const state = await stateOf(policies, call, name);
            return call.print(policyView(state), () => `${name}: ${valueText(policyView(state))}\n${originText(state)}`);
          }
          const found = await policies.version(call.tenantId, name, version);
          if (!found.ok) throw new CommandError(found.error.code, policyRefusal(found.error).message);
          const { at, actor, note } = found.value;
          const view = policyVersionView(found.value);
          return call.print(view, () => `${name}: ${valueText(view)}\nversion ${version} of ${at}, by ${actorText(actor)}: ${note}`);
        }),
      ),
    );

  group
    .command('versions')
    .summary('what a policy was, newest first')
    .addArgument(policyArgument())
    .option('--limit <number>', 'at most so many', wholeNumber(1, 100), 20)
    .action(
      action<{ readonly limit: number }, [PolicyName]>(session, (call, name) =>
        call.withProduct(async ({ policies }) => {
          const { items } = await policies.versions(call.tenantId, name, { limit: call.options.limit });
          call.print({ items: items.map(policyVersionView) }, () =>
            items.length === 0
              ? `Tenant ${call.tenantId} has decided nothing on ${name}.`
              : table(
                  ['Version', 'Since', 'By', 'Value', 'Why'],
                  items.map((one) => [String(one.version), one.at, actorText(one.actor), shortValueText(policyVersionView(one)), one.note]),
                ),
          );
        }),
      ),
    );
};

const registerSchema = (group: Command, session: Session): void => {
  group
    .command('schema')
    .summary('what a value of a policy may be, with values to begin with')
    .description('Prints the JSON Schema of the values and examples of them, as JSON.')
    .addArgument(policyArgument())
    .action(
      action<Record<never, never>, [PolicyName]>(session, async (call, name) => {
        const form = policyForm(name);
        call.io.out(`${JSON.stringify(form, null, 2)}\n`);
      }),
    );
};

type SetOptions = { readonly value: string; readonly note: string; readonly expectedVersion?: number };

const registerWriting = (group: Command, session: Session): void => {
  group
    .command('set')
    .summary('give a policy a new value')
    .addArgument(policyArgument())
    .requiredOption('--value <json>', 'the whole value as a JSON object, or @ and the file that holds it')
    .addOption(noteOption())
    .option('--expected-version <number>', 'refuse when another version is in force by now', wholeNumber(0, 999_999_999))
    .action(
      action<SetOptions, [PolicyName]>(session, async (call, name) => {
        const { value: given, note, expectedVersion } = call.options;
        const value = await valueFrom(call, name, given);
        return call.withProduct(async ({ policies }) => {
          const { tenantId, caller } = call;
          const expected = expectedVersion ?? (await stateOf(policies, call, name)).version;
          const set = await policies.set({ tenantId, actor: caller.context.actor, name, value, note, expectedVersion: expected });
          if (!set.ok) throw refused(set.error);
          printChanged(call, set.value);
        });
      }),
    );

  group
    .command('restore')
    .summary('take up an earlier value again, as a new version')
    .addArgument(policyArgument())
    .addArgument(new Argument('<version>', 'whose value').argParser(wholeNumber(1, 999_999_999)))
    .addOption(noteOption())
    .action(
      action<{ readonly note: string }, [PolicyName, number]>(session, (call, name, version) =>
        call.withProduct(async ({ policies }) => {
          const { tenantId, caller, options } = call;
          const restored = await policies.restore({ tenantId, actor: caller.context.actor, name, version, note: options.note });
          if (!restored.ok) throw refused(restored.error);
          printChanged(call, restored.value);
        }),
      ),
    );
};

/** `oms policy`. */
export const registerPolicies = (program: Command, session: Session): void => {
  const group = program
    .command('policy')
    .summary('what a tenant decides for itself, in versions')
    .description('Policies of the tenant that --tenant names. Each change is a version; decisions name the one that they followed.');
  registerReading(group, session);
  registerSchema(group, session);
  registerWriting(group, session);
};
