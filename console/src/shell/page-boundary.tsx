import { Component, type ReactNode } from 'react';
import { ProblemAlert, problemOf } from '../shared/problem.tsx';

/** Code of a page whose program could not be fetched. React remembers that, so that only loading everything anew helps. */
export const pageNotFetched = 'page-not-fetched';

type Props = {
  readonly children: ReactNode;
  /** Address of the page: what went wrong on one is not told of the next. */
  readonly path: string;
};
type State = { readonly path: string; readonly error?: unknown };

/** Keeps the mistake of one page from taking the whole console away. React knows such boundaries as classes only. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { path: this.props.path };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ path }: Props, state: State): State | null {
    return path === state.path ? null : { path, error: undefined };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const retry = (): void => (problemOf(error).code === pageNotFetched ? window.location.reload() : this.setState({ error: undefined }));
    return <ProblemAlert error={error} onRetry={retry} />;
  }
}
