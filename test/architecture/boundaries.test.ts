import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cruise } from '../../scripts/support/cruise.ts';
import { projectRoot } from '../../scripts/support/run-tool.ts';

const planted: string[] = [];

afterEach(() => {
  for (const root of planted.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A project of these files alone, under the real rules. */
const plant = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'waybill-planted-'));
  planted.push(root);
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json']) copyFileSync(join(projectRoot, name), join(root, name));
  const dependencies = { xstate: '1', zod: '1', '@aws-sdk/client-sqs': '1', 'aws-cdk-lib': '1' };
  const devDependencies = { probe: '1' };
  const manifest = { name: 'planted', type: 'module', dependencies, devDependencies };
  const packages = Object.keys({ ...dependencies, ...devDependencies });
  const all: Record<string, string> = { ...files, 'package.json': JSON.stringify(manifest) };
  for (const name of packages) {
    all[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js' });
    all[`node_modules/${name}/index.js`] = 'exports.it = 1;\n';
  }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

const violationsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const root = plant(files);
  const folders = ['lib', 'lambdas', 'bin', 'test'].filter((folder) => existsSync(join(root, folder)));
  const { violations } = await cruise(root, folders);
  return violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`).toSorted();
};

const empty = 'export const it = 1;\n';
const importing = (...specifiers: readonly string[]): string =>
  specifiers.map((specifier, index) => `export { it as it${index} } from '${specifier}';\n`).join('');

describe('the architecture rules', () => {
  it('allow what the layout is made for', async () => {
    const violations = await violationsOf({
      'lib/kernel/money.ts': empty,
      'lib/kernel/result.ts': importing('./money.ts'),
      'lib/orders/domain/order.machine.ts': importing('xstate', '../../kernel/money.ts'),
      'lib/orders/domain/order.decide.ts': importing('./order.machine.ts'),
      'lib/orders/app/place-order.ts': importing('../domain/order.decide.ts', '../../platform/ports.ts', '../../inventory/index.ts'),
      'lib/orders/adapters/order-queue.sqs.ts': importing('../app/place-order.ts', '@aws-sdk/client-sqs'),
      'lib/orders/infra/orders.construct.ts': empty,
      'lib/inventory/index.ts': importing('./domain/stock.ts'),
      'lib/inventory/domain/stock.ts': empty,
      'lib/contracts/http/orders.ts': importing('zod', '../../orders/domain/order.decide.ts'),
      'lib/platform/ports.ts': empty,
      'lib/platform/aws/queue.sqs.ts': importing('@aws-sdk/client-sqs', '../ports.ts'),
      'lambdas/orders/place-order.handler.ts': importing('../../lib/orders/adapters/order-queue.sqs.ts'),
    });
    expect(violations).toEqual([]);
  });

  it.each([
    ['a package', "export { it } from 'zod';\n", 'node_modules/zod/index.js'],
    ["Node's own crypto", "export { randomUUID } from 'node:crypto';\n", 'crypto'],
    ['a type of the platform', "export type { It } from '../../platform/ports.ts';\n", 'lib/platform/ports.ts'],
    ['its own use cases', "export { it } from '../app/place-order.ts';\n", 'lib/orders/app/place-order.ts'],
    ['the domain of another context, even by its door', "export { it } from '../../inventory/index.ts';\n", 'lib/inventory/index.ts'],
  ])('refuse a domain that imports %s', async (_, text, target) => {
    const violations = await violationsOf({
      'lib/orders/domain/order.decide.ts': text,
      'lib/orders/app/place-order.ts': empty,
      'lib/inventory/index.ts': empty,
      'lib/platform/ports.ts': 'export type It = string;\n',
    });
    expect(violations).toEqual([`domain-is-pure: lib/orders/domain/order.decide.ts → ${target}`]);
  });

  it('refuse a kernel that imports anything', async () => {
    const violations = await violationsOf({
      'lib/kernel/hash.ts': "export { createHash } from 'node:crypto';\n",
      'lib/kernel/table.ts': importing('../platform/ports.ts'),
      'lib/platform/ports.ts': empty,
    });
    expect(violations).toEqual([
      'kernel-imports-nothing: lib/kernel/hash.ts → crypto',
      'kernel-imports-nothing: lib/kernel/table.ts → lib/platform/ports.ts',
    ]);
  });

  it('refuse a use case that chooses a technology', async () => {
    const violations = await violationsOf({
      'lib/orders/app/place-order.ts': importing('../adapters/orders.sqlite.ts', '../../platform/embedded/table.sqlite.ts'),
      'lib/orders/adapters/orders.sqlite.ts': empty,
      'lib/platform/embedded/table.sqlite.ts': empty,
    });
    expect(violations).toEqual([
      'app-knows-no-adapter: lib/orders/app/place-order.ts → lib/orders/adapters/orders.sqlite.ts',
      'app-knows-no-adapter: lib/orders/app/place-order.ts → lib/platform/embedded/table.sqlite.ts',
    ]);
  });

  it("refuse a reach past another context's door", async () => {
    const violations = await violationsOf({
      'lib/returns/app/open-return.ts': importing('../../orders/app/find-order.ts'),
      'lib/orders/app/find-order.ts': empty,
    });
    expect(violations).toEqual(['contexts-meet-at-the-door: lib/returns/app/open-return.ts → lib/orders/app/find-order.ts']);
  });

  it('refuse a platform or a contract that knows a context', async () => {
    const violations = await violationsOf({
      'lib/platform/http/router.ts': importing('../../orders/index.ts'),
      'lib/contracts/http/orders.ts': importing('../../orders/index.ts'),
      'lib/orders/index.ts': empty,
    });
    expect(violations).toEqual([
      'contracts-know-only-domains: lib/contracts/http/orders.ts → lib/orders/index.ts',
      'platform-knows-no-context: lib/platform/http/router.ts → lib/orders/index.ts',
    ]);
  });

  it('refuse a function that imports infrastructure', async () => {
    const violations = await violationsOf({
      'lambdas/orders/place-order.handler.ts': importing(
        '../../lib/orders/infra/orders.construct.ts',
        '../../lib/stacks/stateful.stack.ts',
        'aws-cdk-lib',
      ),
      'lib/orders/infra/orders.construct.ts': empty,
      'lib/stacks/stateful.stack.ts': empty,
    });
    expect(violations).toEqual([
      'functions-know-no-infrastructure: lambdas/orders/place-order.handler.ts → lib/orders/infra/orders.construct.ts',
      'functions-know-no-infrastructure: lambdas/orders/place-order.handler.ts → lib/stacks/stateful.stack.ts',
      'functions-know-no-infrastructure: lambdas/orders/place-order.handler.ts → node_modules/aws-cdk-lib/index.js',
    ]);
  });

  it('refuse an AWS client outside adapters, whether it is installed or not', async () => {
    const violations = await violationsOf({
      'lib/orders/app/place-order.ts': "export { it } from '@aws-sdk/client-sqs';\n",
      'lambdas/orders/place-order.handler.ts': "export { it } from '@aws-sdk/client-absent';\n",
    });
    expect(violations).toEqual([
      'aws-sdk-only-in-adapters: lambdas/orders/place-order.handler.ts → @aws-sdk/client-absent',
      'aws-sdk-only-in-adapters: lib/orders/app/place-order.ts → node_modules/@aws-sdk/client-sqs/index.js',
      'every-import-resolves: lambdas/orders/place-order.handler.ts → @aws-sdk/client-absent',
    ]);
  });

  it('refuse a product that needs its tests or a development package', async () => {
    const violations = await violationsOf({
      'lib/orders/app/place-order.ts': "export { it } from '../../../test/fixtures.ts';\nexport { it as probe } from 'probe';\n",
      'test/fixtures.ts': empty,
    });
    expect(violations).toEqual([
      'product-imports-no-tooling: lib/orders/app/place-order.ts → test/fixtures.ts',
      'product-needs-no-dev-dependency: lib/orders/app/place-order.ts → node_modules/probe/index.js',
    ]);
  });

  it('refuse imports that go in a circle', async () => {
    const violations = await violationsOf({
      'lib/orders/app/one.ts': importing('./two.ts'),
      'lib/orders/app/two.ts': importing('./one.ts'),
    });
    expect(violations).toContain('no-circular: lib/orders/app/one.ts → lib/orders/app/two.ts');
  });

  it('refuse an import of a file that is not there', async () => {
    const violations = await violationsOf({ 'lib/orders/app/one.ts': importing('./gone.ts') });
    expect(violations).toEqual(['every-import-resolves: lib/orders/app/one.ts → ./gone.ts']);
  });
});

describe('the architecture check', () => {
  it('reads the whole product, not an empty list of modules', async () => {
    const folders = ['lib', 'lambdas', 'bin'].filter((folder) => existsSync(join(projectRoot, folder)));
    const { modules, violations } = await cruise(projectRoot, folders);
    expect(modules).toBeGreaterThan(50);
    expect(violations).toEqual([]);
  }, 60_000);
});
