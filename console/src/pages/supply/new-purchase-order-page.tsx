import { Box, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError, type MessageOf } from '../../shared/field-message.ts';
import { type Locations, useLocations } from '../../shared/locations.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { ArticleSearch } from '../stock/article-search.tsx';
import { ChosenLines } from './chosen-lines.tsx';
import { readLines, useDocumentDraft } from './document-draft.ts';
import { PlaceField } from './place-field.tsx';
import { supplyPath } from './supply-link.tsx';
import { endOfDay } from './typed-units.ts';

type FieldsProps = {
  readonly draft: ReturnType<typeof useDocumentDraft>;
  readonly locations: Locations;
  readonly supplier: string;
  readonly onSupplier: (name: string) => void;
  readonly messageOf: MessageOf;
};

const Fields = ({ draft, locations, supplier, onSupplier, messageOf }: FieldsProps) => (
  <>
    <ChosenLines lines={draft.lines} onChange={draft.setLines} messageOf={messageOf} hasDays />
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        size="md"
        label="Supplier"
        required
        maxLength={500}
        autoComplete="off"
        value={supplier}
        error={messageOf('supplier', 'body.supplier')}
        onChange={(event) => onSupplier(event.currentTarget.value)}
      />
      <PlaceField
        label="Delivered to"
        locations={locations}
        value={draft.to}
        onChange={draft.setTo}
        error={messageOf('to', 'location_id', 'body.location_id')}
      />
      <TextInput
        label="Their number"
        description="By which the supplier knows it, if you have it"
        maxLength={500}
        autoComplete="off"
        value={draft.reference}
        error={messageOf('body.reference')}
        onChange={(event) => draft.setReference(event.currentTarget.value)}
      />
      <TextInput
        label="Number"
        description="Sent twice under one number, it is made once"
        maxLength={100}
        required
        autoComplete="off"
        value={draft.id}
        error={messageOf('body.purchase_order_id')}
        onChange={(event) => draft.setId(event.currentTarget.value)}
      />
    </SimpleGrid>
  </>
);

/** Announces goods that a supplier will deliver. */
export const NewPurchaseOrderPage = () => {
  const { api, may } = useSession();
  const navigate = useNavigate();
  const locations = useLocations();
  const draft = useDocumentDraft('P');
  const [supplier, setSupplier] = useState('');
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    const lines = readLines(draft.lines, problems).map((line, index) => {
      const expected = endOfDay(draft.lines[index]?.day ?? '');
      return { line_id: String(index + 1), ...line, ...(expected === undefined ? {} : { expected_at: expected }) };
    });
    if (supplier.trim() === '') problems.push({ field: 'supplier', message: 'must be given' });
    if (draft.to === '') problems.push({ field: 'to', message: 'A location must be chosen' });
    if (problems.length > 0) throw inputError(problems);
    const reference = draft.reference.trim() === '' ? {} : { reference: draft.reference.trim() };
    await api.createPurchaseOrder({
      body: { purchase_order_id: draft.id.trim(), supplier: supplier.trim(), location_id: draft.to, lines, ...reference },
    });
  };
  return (
    <Box maw={760}>
      <PageHeader
        title="New purchase order"
        about="Announces goods that a supplier will deliver, so that they can be promised to orders from the day they are expected."
      />
      <Stack>
        <ProblemAlert error={locations.error} onRetry={locations.retry} />
        {may('catalog:read') && <ArticleSearch onFound={draft.add} />}
        <EditForm
          submitLabel="Create purchase order"
          run={run}
          done="The purchase order is created"
          onDone={() => void navigate(supplyPath('purchase_order', draft.id.trim()))}
          onCancel={() => void navigate('/supply?tab=purchase-orders')}
        >
          {(messageOf) => <Fields draft={draft} locations={locations} supplier={supplier} onSupplier={setSupplier} messageOf={messageOf} />}
        </EditForm>
      </Stack>
    </Box>
  );
};
