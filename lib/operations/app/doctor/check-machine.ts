import { type Finding, fine, problem } from './finding.ts';

/** The computer that deploys. */
export type Machine = {
  /** Such as `24.21.0`. */
  readonly node: string;
  /** Version of the CDK command line that is installed, if one is. */
  readonly cdk: string | undefined;
};

const nodeMajor = 24;

export const checkMachine = ({ node, cdk }: Machine): readonly Finding[] => [
  Number(node.split('.')[0]) >= nodeMajor
    ? fine('node', `Node ${node}.`)
    : problem(
        'node',
        `Node ${node} is too old: ${nodeMajor} is needed.`,
        'Run it through npm, which brings its own: npm run -s oms -- doctor',
      ),
  cdk === undefined
    ? problem('cdk', 'The CDK command line is not installed.', 'npm ci')
    : fine('cdk', `CDK ${cdk}; "npx cdk" takes this one.`),
];
