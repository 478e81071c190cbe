import { Box, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { useLocations } from '../../shared/locations.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { ArticleSearch } from '../stock/article-search.tsx';
import { ChosenLines } from './chosen-lines.tsx';
import { readLines, useDocumentDraft } from './document-draft.ts';
import { PlaceField } from './place-field.tsx';
import { supplyPath } from './supply-link.tsx';
import { endOfDay } from './typed-units.ts';

/** Asks for goods of one location at another. */
export const NewTransferPage = () => {
  const { api, may } = useSession();
  const navigate = useNavigate();
  const locations = useLocations();
  const draft = useDocumentDraft('T');
  const [day, setDay] = useState('');
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    const lines = readLines(draft.lines, problems);
    if (draft.from === '') problems.push({ field: 'from', message: 'A location must be chosen' });
    if (draft.to === '') problems.push({ field: 'to', message: 'A location must be chosen' });
    if (draft.from !== '' && draft.from === draft.to) problems.push({ field: 'to', message: 'It must be another location' });
    if (problems.length > 0) throw inputError(problems);
    const expected = endOfDay(day);
    await api.createTransfer({
      body: {
        transfer_id: draft.id.trim(),
        from_location_id: draft.from,
        to_location_id: draft.to,
        lines,
        ...(expected === undefined ? {} : { expected_at: expected }),
        ...(draft.reference.trim() === '' ? {} : { reference: draft.reference.trim() }),
      },
    });
  };
  return (
    <Box maw={760}>
      <PageHeader
        title="New transfer"
        about="Asks for goods of one location at another. Nothing moves before somebody approves it and the origin ships it."
      />
      <Stack>
        <ProblemAlert error={locations.error} onRetry={locations.retry} />
        {may('catalog:read') && <ArticleSearch onFound={draft.add} />}
        <EditForm
          submitLabel="Create transfer"
          run={run}
          done="The transfer is created"
          onDone={() => void navigate(supplyPath('transfer', draft.id.trim()))}
          onCancel={() => void navigate('/supply')}
        >
          {(messageOf) => (
            <>
              <ChosenLines lines={draft.lines} onChange={draft.setLines} messageOf={messageOf} />
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <PlaceField
                  label="From"
                  locations={locations}
                  value={draft.from}
                  onChange={draft.setFrom}
                  error={messageOf('from', 'from_location_id', 'body.from_location_id')}
                />
                <PlaceField
                  label="To"
                  locations={locations}
                  value={draft.to}
                  onChange={draft.setTo}
                  error={messageOf('to', 'to_location_id', 'body.to_location_id')}
                />
                <TextInput
                  type="date"
                  label="Expected to arrive"
                  description="May be named when it is shipped"
                  value={day}
                  error={messageOf('body.expected_at')}
                  onChange={(event) => setDay(event.currentTarget.value)}
                />
                <TextInput
                  label="Reference"
                  description="Such as why, if you like"
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
                  error={messageOf('body.transfer_id')}
                  onChange={(event) => draft.setId(event.currentTarget.value)}
                />
              </SimpleGrid>
            </>
          )}
        </EditForm>
      </Stack>
    </Box>
  );
};
