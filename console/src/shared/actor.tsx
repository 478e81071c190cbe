import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.tsx';

type ActorOf = { readonly kind: 'user' | 'api_key' | 'system'; readonly id: string };

const listedMax = 100;

/** E-mail addresses of people and labels of keys by their id, for those who may see them. */
const useNames = (): ReadonlyMap<string, string> => {
  const { api, may } = useSession();
  const enabled = may('access:write');
  const users = useQuery({
    queryKey: ['names-of-users'],
    queryFn: () => api.listUsers({ query: { limit: listedMax } }),
    enabled,
    staleTime: 60_000,
  });
  const keys = useQuery({
    queryKey: ['names-of-keys'],
    queryFn: () => api.listApiKeys({ query: { limit: listedMax } }),
    enabled,
    staleTime: 60_000,
  });
  return new Map([
    ...(users.data?.items ?? []).flatMap(({ user_id: id, email }) => (email === null ? [] : [[id, email] as const])),
    ...(keys.data?.items ?? []).map(({ key_id: id, label }) => [id, `key “${label}”`] as const),
  ]);
};

const kinds = { user: 'person', api_key: 'key', system: 'installation' } as const;

/** Who did something, by name where the viewer may know it. */
export const Actor = ({ actor }: { readonly actor: ActorOf }) => {
  const { me } = useSession();
  const name = useNames().get(actor.id);
  if (actor.id === me.id) return <>you</>;
  if (name !== undefined) return <span className="break">{name}</span>;
  return (
    <span>
      {kinds[actor.kind]} <span className="mono break">{actor.id}</span>
    </span>
  );
};
