import { Radio, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { beginOf, endOf } from '../../shared/days.ts';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError, type MessageOf } from '../../shared/field-message.ts';
import { Section } from '../../shared/section.tsx';
import type { PolicyJson, PolicyVersion } from '../../shared/types.ts';
import { presetNames, presetText, presetTitle } from '../policies/sourcing-presets.ts';
import { lastMonth, type ReplayDraft, type SourcingValue } from './replay-words.ts';

type Typed = {
  readonly first: string;
  readonly last: string;
  /** `preset:…`, `version:…` or `own`. */
  readonly choice: string;
  readonly own: string;
  readonly rates: 'logged' | 'candidate';
};

type Versions = readonly Extract<PolicyVersion, { readonly name: 'sourcing' }>[];
type PolicyOfBody = { readonly preset: string } | { readonly policy: PolicyJson };

const isPolicy = (value: unknown): value is PolicyJson => typeof value === 'object' && value !== null && !Array.isArray(value);

const readOwn = (text: string): PolicyJson | undefined => {
  try {
    const read: unknown = JSON.parse(text);
    return isPolicy(read) ? read : undefined;
  } catch {
    return undefined;
  }
};

const policyOfVersion = (value: SourcingValue): PolicyOfBody => ('policy' in value ? { policy: value.policy } : { preset: value.preset });

const nameOf = (value: SourcingValue): string => ('policy' in value ? value.policy.name : presetTitle(value.preset));

const policyOf = ({ choice, own }: Typed, versions: Versions, problems: FieldProblem[]): PolicyOfBody => {
  const [kind, name = ''] = choice.split(':');
  if (kind === 'preset') return { preset: name };
  const version = versions.find((one) => String(one.version) === name);
  if (kind === 'version' && version) return policyOfVersion(version.value);
  const policy = readOwn(own);
  if (policy === undefined) problems.push({ field: 'policy', message: 'must be a policy in JSON, between { and }' });
  return { policy: policy ?? {} };
};

const bodyOf = (typed: Typed, versions: Versions) => {
  const problems: FieldProblem[] = [];
  const [from, to] = [beginOf(typed.first), endOf(typed.last)];
  if (from === undefined) problems.push({ field: 'from', message: 'must be a day' });
  if (to === undefined) problems.push({ field: 'to', message: 'must be a day' });
  const policy = policyOf(typed, versions, problems);
  if (problems.length > 0) throw inputError(problems);
  return { from: from ?? '', to: to ?? '', rates: typed.rates, ...policy };
};

/** Versions of the tenant's own policy, newest first. */
const useVersions = (): Versions => {
  const api = useApi();
  const listed = useQuery({
    queryKey: ['policy-versions', 'sourcing', 'replay'],
    queryFn: () => api.listPolicyVersions({ path: { name: 'sourcing' } }),
  });
  return (listed.data?.items ?? []).filter((one): one is Versions[number] => one.name === 'sourcing');
};

const choicesOf = (versions: Versions) => [
  { value: 'preset:live', label: 'The policy of each decision, to see that the log comes out again' },
  ...presetNames.map((name) => ({ value: `preset:${name}`, label: presetTitle(name) })),
  ...versions.map(({ version, value, note }) => ({
    value: `version:${version}`,
    label: `Version ${version} of yours: ${nameOf(value)}${note === '' ? '' : ` (${note})`}`,
  })),
  { value: 'own', label: 'Another policy, as JSON' },
];

type FieldsProps = { readonly typed: Typed; readonly onChange: (typed: Typed) => void; readonly messageOf: MessageOf };

const DayFields = ({ typed, onChange, messageOf }: FieldsProps) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }}>
    <TextInput
      type="date"
      label="First day"
      required
      value={typed.first}
      error={messageOf('from')}
      onChange={(event) => onChange({ ...typed, first: event.currentTarget.value })}
    />
    <TextInput
      type="date"
      label="Last day"
      required
      value={typed.last}
      error={messageOf('to')}
      onChange={(event) => onChange({ ...typed, last: event.currentTarget.value })}
    />
  </SimpleGrid>
);

const PolicyFields = ({ typed, onChange, messageOf, versions }: FieldsProps & { readonly versions: Versions }) => {
  const preset = typed.choice.startsWith('preset:') ? typed.choice.slice('preset:'.length) : 'live';
  return (
    <>
      <Choice
        label="Policy"
        {...(preset === 'live' ? {} : { description: presetText(preset) })}
        value={typed.choice}
        error={messageOf('preset')}
        options={choicesOf(versions)}
        onChange={(choice) => onChange({ ...typed, choice })}
      />
      {typed.choice === 'own' && (
        <Textarea
          label="Policy in JSON"
          description="A whole sourcing policy, amounts in minor units of the order's currency"
          classNames={{ input: 'mono' }}
          autosize
          minRows={6}
          maxRows={18}
          spellCheck={false}
          value={typed.own}
          error={messageOf('policy')}
          onChange={(event) => onChange({ ...typed, own: event.currentTarget.value })}
        />
      )}
      <Radio.Group
        label="Rates that price both sides"
        value={typed.rates}
        onChange={(rates) => onChange({ ...typed, rates: rates === 'candidate' ? 'candidate' : 'logged' })}
        error={messageOf('rates')}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="logged" label="Those under which each decision was made" />
          <Radio value="candidate" label="Those of the policy replayed, for one that comes with a new carrier contract" />
        </Stack>
      </Radio.Group>
    </>
  );
};

/** Asks for a replay. */
export const NewReplay = ({ onBegun }: { readonly onBegun: (id: string) => void }) => {
  const api = useApi();
  const versions = useVersions();
  const draft = (useLocation().state as ReplayDraft | null)?.policy;
  const [typed, setTyped] = useState<Typed>(() => ({
    ...lastMonth(new Date()),
    choice: draft ? 'own' : 'preset:nearest',
    own: draft ? JSON.stringify(draft, null, 2) : '',
    rates: 'logged',
  }));
  const run = async (): Promise<void> => {
    const { simulation_id: id } = await api.createSimulation({ body: bodyOf(typed, versions) });
    onBegun(id);
  };
  return (
    <Section title="New replay">
      <EditForm submitLabel="Replay" run={run} done="The replay has begun">
        {(messageOf) => (
          <>
            <Text size="sm" className="muted">
              Whole days in your time zone, at most 93 of them and 100,000 decisions.
            </Text>
            <DayFields typed={typed} onChange={setTyped} messageOf={messageOf} />
            <PolicyFields typed={typed} onChange={setTyped} messageOf={messageOf} versions={versions} />
          </>
        )}
      </EditForm>
    </Section>
  );
};
