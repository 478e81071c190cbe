import { Button, Group, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { fieldMessage, type MessageOf } from '../../shared/field-message.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import type { ReplayDraft } from '../replay/replay-words.ts';
import { EvaluatePanel } from '../routing/evaluate-panel.tsx';
import { FormFields } from './form-fields.tsx';
import { ownPolicySchema, worded } from './schema-words.ts';
import { besideFields, type ShippingKind, sourcingForm } from './sourcing-form.ts';
import { isPresetName, presetNames, presetText, presetTitle } from './sourcing-presets.ts';
import { type OwnTyped, ownPolicyOf, ownPreset, ownTyped, type SourcingTyped } from './sourcing-typed.ts';

type SourcingFieldsProps = {
  readonly typed: SourcingTyped;
  readonly onChange: (typed: SourcingTyped) => void;
  readonly messageOf: MessageOf;
};

/** What a policy of one's own may be, and values to begin with. */
const useSourcingSchema = () => {
  const { api } = useSession();
  return useQuery({
    queryKey: ['policy-schema', 'sourcing'],
    queryFn: () => api.getPolicySchema({ path: { name: 'sourcing' } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
};

type Schema = NonNullable<ReturnType<typeof useSourcingSchema>['data']>;

/** Each preset as a policy of one's own that decides the same. */
const startsOf = ({ examples }: Schema): readonly { readonly title: string; readonly policy: object }[] =>
  examples.flatMap(({ title, value: { policy } }) =>
    typeof policy === 'object' && policy !== null && !Array.isArray(policy) ? [{ title, policy }] : [],
  );

const StartFrom = ({ schema, onStart }: { readonly schema: Schema; readonly onStart: (own: OwnTyped) => void }) => {
  const starts = startsOf(schema);
  const [chosen, setChosen] = useState('0');
  return (
    <Group gap="xs" align="flex-end">
      <Choice
        label="Begin with the figures of"
        value={chosen}
        options={starts.map(({ title }, index) => ({ value: String(index), label: presetTitle(title.replace(/^own, as /, '')) }))}
        onChange={setChosen}
      />
      <Button
        variant="default"
        onClick={() => {
          const start = starts[Number(chosen)];
          if (start) onStart(ownTyped(start.policy));
        }}
      >
        Fill in
      </Button>
    </Group>
  );
};

const ReplayDraftButton = ({ policyOf }: { readonly policyOf: () => ReplayDraft['policy'] }) => {
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  const go = (): void => {
    try {
      void navigate('/replay', { state: { policy: policyOf() } satisfies ReplayDraft });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <>
      <Group gap="sm">
        <Button variant="default" size="compact-sm" onClick={go}>
          Replay it on past orders
        </Button>
        <Text size="sm" className="muted">
          Leaves this form without saving it.
        </Text>
      </Group>
      <ProblemAlert error={error} />
    </>
  );
};

type OwnFieldsProps = {
  readonly own: OwnTyped;
  readonly schema: Schema;
  readonly onChange: (own: OwnTyped) => void;
  /** Of members by their path in the policy. */
  readonly messageOf: MessageOf;
};

const isShippingKind = (kind: string): kind is ShippingKind => kind === 'distance' || kind === 'rate-table';

const OwnFields = ({ own, schema, onChange, messageOf }: OwnFieldsProps) => (
  <Stack>
    <StartFrom schema={schema} onStart={onChange} />
    <SegmentedControl
      aria-label="How parcels are priced"
      value={own.shipping}
      data={[
        { value: 'distance', label: 'Prices by distance' },
        { value: 'rate-table', label: 'A table of rates' },
      ]}
      onChange={(kind) => isShippingKind(kind) && onChange({ ...own, shipping: kind })}
    />
    <FormFields
      fields={worded(sourcingForm(own.shipping), ownPolicySchema(schema.schema))}
      typed={own.form}
      messageOf={messageOf}
      onChange={(form) => onChange({ ...own, form })}
    />
  </Stack>
);

/** Fields of the policy by which locations are chosen. */
export const SourcingFields = ({ typed, onChange, messageOf }: SourcingFieldsProps) => {
  const { may } = useSession();
  const schema = useSourcingSchema();
  const [refused, setRefused] = useState<unknown>();
  const start = schema.data && startsOf(schema.data)[0];
  const own = typed.own ?? (start && ownTyped(start.policy));
  const messageOfOwn: MessageOf = (...fields) =>
    messageOf(...fields.map((field) => `value.policy.${field}`)) ?? fieldMessage(refused, ...fields.map((field) => `policy.${field}`));
  const choose = (preset: string): void => {
    const { beside } = typed;
    if (isPresetName(preset)) onChange({ name: 'sourcing', preset, own, beside });
    else if (own) onChange({ name: 'sourcing', preset: ownPreset, own, beside });
  };
  return (
    <Stack>
      <Radio.Group label="How locations are chosen" value={typed.preset} onChange={choose} error={messageOf('value.preset')}>
        <Stack gap="xs" mt={6}>
          {presetNames.map((preset) => (
            <Radio key={preset} value={preset} label={presetText(preset)} />
          ))}
          <Radio value={ownPreset} label="A policy of your own" disabled={own === undefined} />
        </Stack>
      </Radio.Group>
      <ProblemAlert error={schema.error} onRetry={() => void schema.refetch()} />
      {typed.preset === ownPreset && schema.data && (
        <OwnFields
          own={typed.own}
          schema={schema.data}
          messageOf={messageOfOwn}
          onChange={(changed) => onChange({ ...typed, own: changed })}
        />
      )}
      {typed.preset !== ownPreset && (
        <FormFields
          fields={besideFields}
          typed={typed.beside}
          messageOf={(...fields) => messageOf(...fields.map((field) => `value.${field}`))}
          onChange={(beside) => onChange({ ...typed, beside })}
        />
      )}
      {may('orders:read') && (
        <EvaluatePanel
          title="Try it on an order"
          policyOf={() => (typed.preset === ownPreset ? { policy: ownPolicyOf(typed.own, 'policy') } : { preset: typed.preset })}
          onRefused={setRefused}
        />
      )}
      {typed.preset === ownPreset && <ReplayDraftButton policyOf={() => ownPolicyOf(typed.own, 'policy')} />}
    </Stack>
  );
};
