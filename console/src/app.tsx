import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { Pages } from './pages/pages.tsx';
import { SessionProvider } from './session/session.tsx';
import { ProblemError } from './shared/problem.tsx';
import { Shell } from './shell/shell.tsx';
import { theme } from './theme.ts';

const triesMax = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      // A refusal stays one; what could not be reached is asked again.
      retry: (tries, error) => tries < triesMax && !(error instanceof ProblemError && error.problem.status < 500),
      refetchOnWindowFocus: true,
      // The browser's word on the network is not asked: an installation in the house answers without one, and a request that
      // waits for it would turn without a word instead of failing in words.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export const App = () => (
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <Notifications position="bottom-right" autoClose={4_000} />
    <QueryClientProvider client={queries}>
      {/* Drawn at once: in a transition, a second filter that is changed quickly would be added to the address of before the first. */}
      <BrowserRouter basename="/console" useTransitions={false}>
        <SessionProvider>
          <Shell>
            <Pages />
          </Shell>
        </SessionProvider>
      </BrowserRouter>
    </QueryClientProvider>
  </MantineProvider>
);
