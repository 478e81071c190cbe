import { useSession } from '../../session/session.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { BulkJob } from '../../shared/types.ts';

/** On whose behalf a job runs. Who may not manage people has no more than their id. */
export const RequestedBy = ({ actor }: { readonly actor: BulkJob['requested_by'] }) => {
  const { me } = useSession();
  if (actor.id === me.id) return <>you</>;
  return (
    <span className="break">
      {words(actor.kind)} <span className="mono">{actor.id}</span>
    </span>
  );
};
