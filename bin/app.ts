// The CDK app: `npx cdk synth`, `npx cdk deploy --all`. Needs no account, no Docker and no network to synthesise.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from '../lib/stacks/bundles.ts';
import { addInstallation, functionsFor } from '../lib/stacks/installation.ts';
import { builtConsole } from './console/built-console.ts';
import { parseDeploymentOptions } from '../lib/stacks/options.ts';

const app = new App();
const file = String(app.node.tryGetContext('config') ?? 'waybill.config.ts');
const { default: given } = (await import(pathToFileURL(resolve(file)).href)) as { readonly default: unknown };
const options = parseDeploymentOptions(given, file);
const workDir = mkdtempSync(join(tmpdir(), 'waybill-synth-'));
process.once('exit', () => rmSync(workDir, { recursive: true, force: true }));

addInstallation(app, {
  options,
  account: process.env['CDK_DEFAULT_ACCOUNT'],
  bundles: await bundleFunctions(functionsFor(options), join(workDir, 'functions')),
  consoleDir: options.edge ? await builtConsole() : '',
  modelsDir: fileURLToPath(new URL('../models', import.meta.url)),
  machinesUrl: new URL('../state-machines/', import.meta.url),
  outDir: join(workDir, 'models'),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
