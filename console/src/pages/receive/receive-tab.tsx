import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useSession } from '../../session/session.tsx';
import { ArticleScan } from '../../shared/article-scan.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { ArticleLines } from './article-lines.tsx';
import { linesMax, unitsIn, useDraft } from './draft.ts';
import { PostedLevels } from './posted-levels.tsx';
import { articlesText, linesToPost, unitsText, usePosting } from './posting.ts';

/** Goods that have come in: scanned one by one or counted by the carton, posted as one receipt. */
export const ReceiveTab = ({ locationId }: { readonly locationId: string }) => {
  const { api } = useSession();
  const drafting = useDraft('receipt', locationId);
  const { draft } = drafting;
  const posting = usePosting(async () => {
    const lines = linesToPost(draft, 1).map(({ units, ...line }) => ({ ...line, location_id: locationId, quantity: units }));
    const { receipt_id: id, levels } = await api.receiveStock({ body: { receipt_id: draft.id, lines } });
    return { id, levels };
  });
  if (posting.posted)
    return (
      <PostedLevels
        title={`Receipt ${posting.posted.id} is posted`}
        levels={posting.posted.levels}
        nextLabel="Next receipt"
        onNext={() => {
          posting.forget();
          drafting.next();
        }}
      />
    );
  const units = draft.lines.reduce((sum, line) => sum + (unitsIn(line) ?? 0), 0);
  return (
    <Stack gap="sm">
      <ArticleScan
        label="Scan what has come"
        onArticle={(article) => {
          const there = drafting.add(article);
          return there === undefined
            ? { said: `A receipt has ${linesMax} articles at most. Post this one, then go on.`, refused: true }
            : { said: `${article.title}: ${there}` };
        }}
      />
      {draft.lines.length === 0 ? (
        <Text className="muted">Nothing is scanned yet. Scan each unit, or scan one and type how many there are.</Text>
      ) : (
        <>
          <ArticleLines drafting={drafting} quantityLabel="Received" least={1} problemOf={posting.problemOf} />
          <TextInput
            size="md"
            label="Delivery note or reason"
            description="Kept with the receipt, if you like"
            maxLength={200}
            value={draft.reason}
            onChange={(event) => drafting.setReason(event.currentTarget.value)}
          />
          <ProblemAlert error={posting.error} />
          <Button
            size="xl"
            fullWidth
            loading={posting.isPosting}
            onClick={posting.post}
            styles={{ label: { whiteSpace: 'normal' } }}
            h="auto"
            mih={60}
            py="xs"
          >
            Receive {unitsText(units)} of {articlesText(draft.lines.length)}
          </Button>
          <Text size="xs" className="muted">
            Receipt <span className="mono">{draft.id}</span> at {locationId}. Sent twice, it counts once. Orders that wait for these goods
            go on by themselves.
          </Text>
        </>
      )}
    </Stack>
  );
};
