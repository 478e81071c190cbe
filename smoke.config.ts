// Options for the deployment onto an emulator; see docs/smoke.md. Never for an account: nothing is retained.
import type { DeploymentOptionsInput } from './lib/stacks/options.ts';

const options: DeploymentOptionsInput = {
  stage: 'smoke',
  region: 'us-east-1',
  account: '000000000000',
  edge: false,
  models: 'in-process',
  retainData: false,
  emulator: true,
};

export default options;
