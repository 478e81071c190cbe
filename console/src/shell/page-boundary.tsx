import { Component, type ReactNode } from 'react';
import { ProblemAlert } from '../shared/problem.tsx';

type State = { readonly error?: unknown };

/** Keeps the mistake of one page from taking the whole console away. React knows such boundaries as classes only. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === undefined ? this.props.children : <ProblemAlert error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
