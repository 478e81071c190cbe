import { Alert, Button, Code, Group, List, Text } from '@mantine/core';

/** `application/problem+json`, as far as the console shows it. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly request_id?: string;
  readonly problems?: readonly { readonly field: string; readonly message: string }[];
  readonly [other: string]: unknown;
};

/** The API refused, or could not be reached; `problem` says why. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

const unreachable: Problem = {
  status: 0,
  code: 'unreachable',
  title: 'The installation cannot be reached',
  detail: 'Nothing was changed as far as this page knows. It tries again by itself; check the connection if this stays.',
};

/** Code of a form's refusal, made before anything was sent. */
export const notSent = 'not-sent';

/** Whatever went wrong, as a problem that can be shown. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof TypeError) return unreachable;
  return { status: 0, code: 'defect', title: 'The page made a mistake', detail: error instanceof Error ? error.message : String(error) };
};

/** A refusal in words, with each field that it names. */
export const ProblemAlert = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: (() => void) | undefined }) => {
  if (!error) return null;
  const problem = problemOf(error);
  return (
    <Alert color="red" variant="light" title={problem.title} role="alert">
      {problem.detail && <Text size="sm">{problem.detail}</Text>}
      {problem.problems && problem.problems.length > 0 && (
        <List size="sm" mt="xs">
          {problem.problems.map(({ field, message }) => (
            <List.Item key={`${field} ${message}`}>
              <Code>{field}</Code> {message}
            </List.Item>
          ))}
        </List>
      )}
      <Group gap="md" mt={onRetry || problem.code !== notSent ? 'xs' : 0}>
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {/* A form's own words have no request that anybody could look for. */}
        {problem.code !== notSent && (
          <Text size="xs" className="muted">
            {problem.code}
            {problem.request_id ? ` · request ${problem.request_id}` : ''}
          </Text>
        )}
      </Group>
    </Alert>
  );
};
