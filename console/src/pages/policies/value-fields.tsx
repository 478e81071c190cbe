import { ActionIcon, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type FieldProblem, inputError, type MessageOf } from '../../shared/field-message.ts';
import { CurrencyChoice } from '../../shared/choices.tsx';
import { moneyInputText, parseMoney } from '../../shared/money.tsx';
import { type Duration, DurationField, durationOf, secondsOf } from './duration-field.tsx';
import { FormFields } from './form-fields.tsx';
import { formOf, type FormTyped, jsonOfForm } from './form.ts';
import { stages, type Valued, type ValueOf } from './policy-words.ts';
import { SourcingFields } from './sourcing-fields.tsx';
import { type SourcingTyped, sourcingTypedOf, sourcingValueOf } from './sourcing-typed.ts';
import { type FormPolicyName, policyForms } from './policy-forms.ts';
import type { PolicyJson } from '../../shared/types.ts';
import { words } from '../../shared/status-badge.tsx';

type Stage = (typeof stages)[number];
type Limit = { readonly id: string; readonly amount: string; readonly currency: string };

/** A policy's value as it is typed. */
export type Typed =
  | SourcingTyped
  | { readonly name: 'fraud_review'; readonly enabled: boolean; readonly limits: readonly Limit[] }
  | { readonly name: 'duplicates'; readonly window: Duration }
  | { readonly name: 'completion'; readonly delay: Duration }
  /** An empty span for stages in which no order is ever stuck. */
  | { readonly name: 'stuck_orders'; readonly after: Readonly<Record<Stage, Duration>> }
  | { readonly name: FormPolicyName; readonly form: FormTyped };

const limitOf = (amount = '', currency = ''): Limit => ({ id: crypto.randomUUID(), amount, currency });

export const typedOf = (policy: Valued): Typed => {
  switch (policy.name) {
    case 'sourcing':
      return sourcingTypedOf(policy.value);
    case 'fraud_review': {
      const { enabled, limits } = policy.value;
      return {
        name: 'fraud_review',
        enabled,
        limits: limits.map(({ amount_minor: amount, currency }) => limitOf(moneyInputText(amount, currency), currency)),
      };
    }
    case 'duplicates':
      return { name: 'duplicates', window: durationOf(policy.value.window_seconds) };
    case 'completion':
      return { name: 'completion', delay: durationOf(policy.value.delay_seconds) };
    case 'stuck_orders': {
      const named = new Map(policy.value.stages.map(({ stage, after_seconds: after }) => [stage, durationOf(after)]));
      const after = Object.fromEntries(stages.map((stage) => [stage, named.get(stage) ?? { count: '', unit: '3600' }]));
      return { name: 'stuck_orders', after: after as Readonly<Record<Stage, Duration>> };
    }
    default:
      return { name: policy.name, form: formOf(policyForms[policy.name], policy.value) };
  }
};

const seconds = (field: string, duration: Duration): number => {
  const read = secondsOf(duration);
  if (read === undefined) throw inputError([{ field, message: 'must be a number that comes to whole seconds' }]);
  return read;
};

const limitsOf = (limits: readonly Limit[]) => {
  const problems: FieldProblem[] = [];
  const read = limits.map(({ amount, currency }, index) => {
    if (currency === '') problems.push({ field: `value.limits.${index}.currency`, message: 'must be chosen' });
    const minor = currency === '' ? 0 : parseMoney(amount, currency);
    if (minor === undefined)
      problems.push({
        field: `value.limits.${index}.amount_minor`,
        message: `must be an amount of ${currency}, such as ${moneyInputText(50_000, currency)}`,
      });
    return { currency, amount_minor: minor ?? 0 };
  });
  if (problems.length > 0) throw inputError(problems);
  return read;
};

const isNamed = ({ count }: Duration): boolean => count.trim() !== '';

const stagesOf = (after: Readonly<Record<Stage, Duration>>): ValueOf<'stuck_orders'> => {
  const problems: FieldProblem[] = [];
  const named = stages
    .filter((stage) => isNamed(after[stage]))
    .map((stage, index) => {
      const read = secondsOf(after[stage]);
      if (read === undefined)
        problems.push({ field: `value.stages.${index}.after_seconds`, message: 'must be a number that comes to whole seconds' });
      return { stage, after_seconds: read ?? 0 };
    });
  if (problems.length > 0) throw inputError(problems);
  return { stages: named };
};

/** The value that was typed. @throws ProblemError that names what cannot be read */
export const valueOf = (typed: Typed): Valued['value'] | PolicyJson => {
  switch (typed.name) {
    case 'sourcing':
      return sourcingValueOf(typed);
    case 'fraud_review':
      return { enabled: typed.enabled, limits: limitsOf(typed.limits) };
    case 'duplicates':
      return { window_seconds: seconds('value.window_seconds', typed.window) };
    case 'completion':
      return { delay_seconds: seconds('value.delay_seconds', typed.delay) };
    case 'stuck_orders':
      return stagesOf(typed.after);
    default:
      return jsonOfForm(policyForms[typed.name], typed.form, 'value');
  }
};

type FieldsProps<One extends Typed> = { readonly typed: One; readonly onChange: (typed: One) => void; readonly messageOf: MessageOf };
type FraudTyped = Extract<Typed, { readonly name: 'fraud_review' }>;

const LimitRow = ({
  limit,
  number,
  onChange,
  onRemove,
  messageOf,
}: {
  readonly limit: Limit;
  readonly number: number;
  readonly onChange: (limit: Limit) => void;
  readonly onRemove: () => void;
  readonly messageOf: MessageOf;
}) => (
  <Group gap="xs" wrap="nowrap" align="flex-start">
    <TextInput
      aria-label={`Limit ${number}: amount`}
      inputMode="decimal"
      style={{ flex: '1 1 auto' }}
      value={limit.amount}
      error={messageOf('amount_minor')}
      onChange={(event) => onChange({ ...limit, amount: event.currentTarget.value })}
    />
    <CurrencyChoice
      aria-label={`Limit ${number}: currency`}
      none="Choose"
      w={110}
      style={{ flex: 'none' }}
      value={limit.currency}
      error={messageOf('currency')}
      onChange={(currency) => onChange({ ...limit, currency })}
    />
    <ActionIcon variant="default" size={36} aria-label={`Remove limit ${number}`} onClick={onRemove}>
      ×
    </ActionIcon>
  </Group>
);

const FraudFields = ({ typed, onChange, messageOf }: FieldsProps<FraudTyped>) => (
  <Stack gap="sm">
    <Switch
      label="Large orders go to review"
      checked={typed.enabled}
      onChange={(event) => onChange({ ...typed, enabled: event.currentTarget.checked })}
    />
    {typed.enabled && (
      <Stack gap="xs" role="group" aria-label="Limits">
        <Text size="sm">
          An order of exactly the limit passes. An order in a currency without a limit goes to review.
          {messageOf('value.limits') && <strong> The limits {messageOf('value.limits')}.</strong>}
        </Text>
        {typed.limits.map((limit, index) => (
          <LimitRow
            key={limit.id}
            limit={limit}
            number={index + 1}
            messageOf={(...fields) => messageOf(...fields.map((field) => `value.limits.${index}.${field}`))}
            onChange={(changed) => onChange({ ...typed, limits: typed.limits.map((one) => (one.id === limit.id ? changed : one)) })}
            onRemove={() => onChange({ ...typed, limits: typed.limits.filter((one) => one.id !== limit.id) })}
          />
        ))}
        <Group>
          <Button size="compact-sm" variant="default" onClick={() => onChange({ ...typed, limits: [...typed.limits, limitOf()] })}>
            Add a currency
          </Button>
        </Group>
      </Stack>
    )}
  </Stack>
);

type StuckTyped = Extract<Typed, { readonly name: 'stuck_orders' }>;

const StuckFields = ({ typed, onChange, messageOf }: FieldsProps<StuckTyped>) => {
  // Stages that are left empty are not sent, so the API counts without them.
  const sent = stages.filter((stage) => isNamed(typed.after[stage]));
  return (
    <Stack gap="xs" role="group" aria-label="Stuck after">
      <Text size="sm">
        An order that has been in a stage for longer is marked in the pipeline and among the exceptions. A stage that is left empty marks
        none.
      </Text>
      {stages.map((stage) => (
        <DurationField
          key={stage}
          label={words(stage)}
          value={typed.after[stage]}
          error={messageOf(`value.stages.${sent.indexOf(stage)}.after_seconds`)}
          onChange={(duration) => onChange({ ...typed, after: { ...typed.after, [stage]: duration } })}
        />
      ))}
    </Stack>
  );
};

/** Fields of one policy. */
export const ValueFields = ({ typed, onChange, messageOf }: FieldsProps<Typed>) => {
  switch (typed.name) {
    case 'sourcing':
      return <SourcingFields typed={typed} onChange={onChange} messageOf={messageOf} />;
    case 'fraud_review':
      return <FraudFields typed={typed} onChange={onChange} messageOf={messageOf} />;
    case 'duplicates':
      return (
        <DurationField
          label="Window"
          description="Up to a day. 0 looks for none."
          value={typed.window}
          error={messageOf('value.window_seconds')}
          onChange={(window) => onChange({ ...typed, window })}
        />
      );
    case 'completion':
      return (
        <DurationField
          label="Delay"
          description="In which the customer may still complain. For orders delivered from now on."
          value={typed.delay}
          error={messageOf('value.delay_seconds')}
          onChange={(delay) => onChange({ ...typed, delay })}
        />
      );
    case 'stuck_orders':
      return <StuckFields typed={typed} onChange={onChange} messageOf={messageOf} />;
    default:
      return (
        <FormFields
          fields={policyForms[typed.name]}
          typed={typed.form}
          messageOf={(...fields) => messageOf(...fields.map((field) => `value.${field}`))}
          onChange={(form) => onChange({ name: typed.name, form })}
        />
      );
  }
};
