import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Time } from '../shared/time.tsx';

/** Since when nothing has been answered; undefined while all is well. A refusal is an answer too. */
const useUnreachableSince = (): string | undefined => {
  const [since, setSince] = useState<string>();
  const queries = useQueryClient();
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated') return;
        const { action } = event;
        if (action.type === 'success') setSince(undefined);
        // What `fetch` throws when there was no answer at all.
        else if ((action.type === 'failed' || action.type === 'error') && action.error instanceof TypeError)
          setSince((known) => known ?? new Date().toISOString());
      }),
    [queries],
  );
  return since;
};

/** Old figures must not pass for present ones. */
export const Reach = () => {
  const since = useUnreachableSince();
  if (since === undefined) return null;
  return (
    <Alert color="red" variant="light" mb="md" role="alert" title="The installation is not reached">
      What you see is from before <Time at={since} />. The page goes on asking.
    </Alert>
  );
};
