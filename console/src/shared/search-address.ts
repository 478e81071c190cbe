import { type Location, type NavigateFunction, useLocation, useSearchParams } from 'react-router';

/** An address or a telephone number belongs to a person, and addresses of pages are kept in histories and logs. */
const mayBePersonal = (text: string): boolean => text.includes('@') || /^\+?[\d\s()./-]{7,}$/.test(text);

type State = { readonly q?: string } | null;

/** Leads to what a search finds. What may be personal stays out of the address. */
export const goToSearch = (navigate: NavigateFunction, text: string): void => {
  if (mayBePersonal(text)) void navigate('/orders', { state: { q: text } satisfies State });
  else void navigate(`/orders?q=${encodeURIComponent(text)}`);
};

/** What is searched for; empty for nothing. */
export const useSearchText = (): string => {
  const { state } = useLocation() as Location<State>;
  const [query] = useSearchParams();
  return (state?.q ?? query.get('q') ?? '').trim();
};
