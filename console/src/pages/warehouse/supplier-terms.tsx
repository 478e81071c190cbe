import { Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { CurrencyChoice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { Facts } from '../../shared/facts.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { moneyInputText, moneyText, parseMoney } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import type { SupplierTerms as Terms } from '../../shared/types.ts';

type Fields = { readonly days: string; readonly currency: string; readonly costs: string };

const fieldsOf = ({ lead_time_days: days, currency, unit_costs: costs }: Terms): Fields => ({
  days: days === null ? '' : String(days),
  currency: currency ?? '',
  costs: costs.map(({ sku, amount_minor: amount }) => `${sku} = ${moneyInputText(amount, currency ?? 'USD')}`).join('\n'),
});

/** Reads `SKU = 12.50` line by line; a SKU may hold the sign itself, so that the last one counts. */
const costsOf = ({ costs, currency }: Fields, problems: FieldProblem[]): Terms['unit_costs'] =>
  costs
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.lastIndexOf('=');
      const [sku, amount] = [line.slice(0, at).trim(), line.slice(at + 1)];
      const read = currency === '' ? 0 : parseMoney(amount, currency);
      if (at < 1 || sku === '' || read === undefined)
        problems.push({ field: 'unit_costs', message: `“${line.trim()}” must be a SKU, = and an amount, such as TABLE = 80.00` });
      return { sku, amount_minor: read ?? 0 };
    });

const bodyOf = (fields: Fields) => {
  const problems: FieldProblem[] = [];
  const days = fields.days.trim();
  if (days !== '' && !/^\d{1,3}$/.test(days)) problems.push({ field: 'lead_time_days', message: 'must be a whole number of days' });
  const costs = costsOf(fields, problems);
  if (costs.length > 0 && fields.currency === '') problems.push({ field: 'currency', message: 'must be chosen, because there are costs' });
  if (problems.length > 0) throw inputError(problems);
  return {
    lead_time_days: days === '' ? null : Number(days),
    currency: fields.currency === '' ? null : fields.currency,
    unit_costs: costs,
  };
};

const TermsForm = ({ terms, close }: { readonly terms: Terms; readonly close: () => void }) => {
  const { api } = useSession();
  const [fields, setFields] = useState(() => fieldsOf(terms));
  const set = (change: Partial<Fields>): void => setFields((before) => ({ ...before, ...change }));
  return (
    <EditForm
      submitLabel="Save"
      run={() => api.postSupplierTerms({ path: { id: terms.location_id }, body: bodyOf(fields) })}
      done="The terms are saved"
      onDone={close}
      onCancel={close}
    >
      {(messageOf) => (
        <>
          <TextInput
            size="md"
            label="Lead time, in days"
            description="From the purchase until the parcel departs; left empty: not known"
            inputMode="numeric"
            value={fields.days}
            error={messageOf('lead_time_days', 'body.lead_time_days')}
            onChange={(event) => set({ days: event.currentTarget.value })}
          />
          <CurrencyChoice
            size="md"
            label="Currency of the costs"
            none="None"
            value={fields.currency}
            error={messageOf('currency', 'body.currency')}
            onChange={(currency) => set({ currency })}
          />
          <Textarea
            size="md"
            label="What a unit costs you"
            description="One article a line, such as TABLE = 80.00"
            autosize
            minRows={3}
            maxRows={12}
            spellCheck={false}
            value={fields.costs}
            error={messageOf('unit_costs', 'body.unit_costs')}
            onChange={(event) => set({ costs: event.currentTarget.value })}
          />
          <Text size="sm">Purchases that were made before keep the terms of their day.</Text>
        </>
      )}
    </EditForm>
  );
};

const shownMax = 20;

const TermsFacts = ({ terms }: { readonly terms: Terms }) => {
  const { lead_time_days: days, currency, unit_costs: costs } = terms;
  if (days === null && costs.length === 0)
    return (
      <Text size="sm" className="muted">
        Nothing has been agreed on yet. Work here is a purchase all the same; its cost and day of departure are not known.
      </Text>
    );
  return (
    <>
      <Facts
        facts={[
          ['Lead time', days === null ? 'not known' : `${days} ${days === 1 ? 'day' : 'days'}`],
          ...costs.slice(0, shownMax).map(({ sku, amount_minor: amount }) => [sku, `${moneyText(amount, currency ?? '')} a unit`] as const),
        ]}
      />
      {costs.length > shownMax && (
        <Text size="sm" className="muted" mt="xs">
          and {costs.length - shownMax} more articles
        </Text>
      )}
    </>
  );
};

const TermsOf = ({ locationId }: { readonly locationId: string }) => {
  const { api, may } = useSession();
  const terms = useQuery({ queryKey: ['supplier-terms', locationId], queryFn: () => api.getSupplierTerms({ path: { id: locationId } }) });
  return (
    <Section
      title="What the supplier has agreed to"
      actions={
        terms.data &&
        may('catalog:write') && (
          <DialogButton label="Change the terms" size="md">
            {(close) => <TermsForm terms={terms.data} close={close} />}
          </DialogButton>
        )
      }
    >
      <ProblemAlert error={terms.error} onRetry={() => void terms.refetch()} />
      {terms.data && <TermsFacts terms={terms.data} />}
    </Section>
  );
};

/** Lead time and costs, where the location is a supplier that sends from stock of its own. */
export const SupplierTerms = ({ locationId }: { readonly locationId: string }) => {
  const { api, may } = useSession();
  const locations = useQuery({ queryKey: ['locations'], queryFn: () => api.listLocations(), enabled: may('catalog:read') });
  const isSupplier = locations.data?.items.some(({ location_id: id, type }) => id === locationId && type === 'supplier') ?? false;
  return isSupplier ? <TermsOf locationId={locationId} /> : null;
};
