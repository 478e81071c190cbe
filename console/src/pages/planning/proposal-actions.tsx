import { Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import type { Proposal } from '../../shared/types.ts';
import { takeUnits } from '../supply/typed-units.ts';
import { proposalName } from './planning-words.ts';

type FormProps = { readonly proposal: Proposal; readonly onClose: () => void };
type NoteFieldProps = { readonly value: string; readonly error: string | undefined; readonly onChange: (value: string) => void };

const NoteField = ({ value, error, onChange }: NoteFieldProps) => (
  <TextInput
    label="Note"
    description="Why, for whoever looks later; nothing personal"
    maxLength={500}
    autoComplete="off"
    value={value}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const noted = (note: string) => (note.trim() === '' ? {} : { note: note.trim() });

const AcceptForm = ({ proposal, onClose }: FormProps) => {
  const api = useApi();
  const [units, setUnits] = useState(String(proposal.quantity));
  const [supplier, setSupplier] = useState('');
  const [note, setNote] = useState('');
  const needsSupplier = proposal.kind === 'purchase' && proposal.supplier === null;
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    const quantity = takeUnits(units, 1, 'quantity', problems);
    if (needsSupplier && supplier.trim() === '') problems.push({ field: 'supplier', message: 'must be given' });
    if (problems.length > 0) throw inputError(problems);
    await api.acceptPlanningProposal({
      path: { id: proposal.proposal_id },
      body: { quantity, ...(supplier.trim() === '' ? {} : { supplier: supplier.trim() }), ...noted(note) },
    });
  };
  const made =
    proposal.kind === 'transfer' ? 'A transfer is made as a draft, which the warehouse approves and ships.' : 'A purchase order is made.';
  return (
    <EditForm submitLabel="Accept" run={run} done="The proposal is accepted" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">
            {proposalName(proposal)}. {made}
          </Text>
          <TextInput
            label="Units"
            inputMode="numeric"
            autoComplete="off"
            value={units}
            error={messageOf('quantity', 'body.quantity')}
            onChange={(event) => setUnits(event.currentTarget.value)}
          />
          {needsSupplier && (
            <TextInput
              label="Supplier"
              description="Nobody is known to sell the article: from whom to buy it"
              required
              maxLength={500}
              autoComplete="off"
              value={supplier}
              error={messageOf('supplier', 'body.supplier')}
              onChange={(event) => setSupplier(event.currentTarget.value)}
            />
          )}
          <NoteField value={note} error={messageOf('note', 'body.note')} onChange={setNote} />
        </>
      )}
    </EditForm>
  );
};

const DeclineForm = ({ proposal, onClose }: FormProps) => {
  const api = useApi();
  const [note, setNote] = useState('');
  return (
    <EditForm
      submitLabel="Decline"
      run={() => api.declinePlanningProposal({ path: { id: proposal.proposal_id }, body: noted(note) })}
      done="The proposal is declined"
      onDone={onClose}
      onCancel={onClose}
    >
      {(messageOf) => (
        <>
          <Text size="sm">{proposalName(proposal)}. For a while it is not made again; the policy “planning” says how long.</Text>
          <NoteField value={note} error={messageOf('note', 'body.note')} onChange={setNote} />
        </>
      )}
    </EditForm>
  );
};

/** Takes a proposal up or turns it down. */
export const ProposalActions = ({ proposal }: { readonly proposal: Proposal }) => {
  const about = proposalName(proposal);
  return (
    <Group gap={6} wrap="nowrap">
      <DialogButton label="Accept" about={about} variant="filled" size="compact-sm">
        {(close) => <AcceptForm proposal={proposal} onClose={close} />}
      </DialogButton>
      <DialogButton label="Decline" about={about} size="compact-sm">
        {(close) => <DeclineForm proposal={proposal} onClose={close} />}
      </DialogButton>
    </Group>
  );
};
