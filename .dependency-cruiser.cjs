// Every rule is written by pattern, so a context, a channel or an adapter added later is covered from its first file.
const notAContext = 'platform|contracts|kernel|stacks';
const context = `(?!(?:${notAContext})/)([^/]+)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'A domain folder imports itself, the kernel, and xstate for its lifecycle table: no other package, not even node:crypto.',
      from: { path: '^lib/([^/]+)/domain/' },
      to: { pathNot: ['^lib/($1/domain|kernel)/', '^node_modules/xstate/'] },
    },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      comment: 'Everything stands on the kernel; it stands on nothing.',
      from: { path: '^lib/kernel/' },
      to: { pathNot: '^lib/kernel/' },
    },
    {
      name: 'app-knows-no-adapter',
      severity: 'error',
      comment: 'Use cases name ports. Only a composition (lambdas, bin) chooses the technology behind them.',
      from: { path: '^lib/[^/]+/app/' },
      to: { path: ['^lib/[^/]+/(adapters|infra)/', '^lib/platform/(aws|embedded)/', '^lib/stacks/'] },
    },
    {
      name: 'contexts-meet-at-the-door',
      severity: 'error',
      comment: 'Another context is reached through its index.ts or by its events, never through its inner files.',
      from: { path: `^lib/${context}/` },
      to: { path: `^lib/${context}/`, pathNot: ['^lib/$1/', '^lib/[^/]+/index\\.ts$'] },
    },
    {
      name: 'platform-knows-no-context',
      severity: 'error',
      comment: 'Every context stands on the platform, so it depends on none.',
      from: { path: '^lib/platform/' },
      to: { path: `^lib/${context}/` },
    },
    {
      name: 'contracts-know-only-domains',
      severity: 'error',
      comment: 'A contract may name the domain type that it is the wire form of; use cases and adapters stand above it.',
      from: { path: '^lib/contracts/' },
      to: { path: `^lib/${context}/`, pathNot: '^lib/[^/]+/domain/' },
    },
    {
      name: 'functions-know-no-infrastructure',
      severity: 'error',
      comment: 'A Lambda bundle must not carry the CDK, and must not depend on how it was deployed.',
      from: { path: '^lambdas/' },
      to: { path: ['^lib/[^/]+/infra/', '^lib/stacks/', '(^|/)node_modules/(aws-cdk-lib|constructs|cdk-nag)/'] },
    },
    {
      name: 'aws-sdk-only-in-adapters',
      severity: 'error',
      comment: 'Code beside the adapters and platform/aws runs on both engines, so it sees ports, not AWS clients.',
      from: { path: '^(lib|lambdas|bin)/', pathNot: ['^lib/[^/]+/adapters/', '^lib/platform/aws/'] },
      to: { path: '^(node_modules/)?(@aws-sdk|@smithy)/' },
    },
    {
      name: 'product-imports-no-tooling',
      severity: 'error',
      comment: 'Tests and scripts use the product, never the other way round.',
      from: { path: '^(lib|lambdas)/' },
      to: { path: '^(test|scripts|bin)/' },
    },
    {
      name: 'product-needs-no-dev-dependency',
      severity: 'error',
      comment: 'What runs in production is a dependency, not a devDependency. Infrastructure code runs at deployment only.',
      from: { path: '^(lib|lambdas|bin)/', pathNot: ['^lib/[^/]+/infra/', '^lib/stacks/', '^bin/app\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'pages-talk-to-the-api-only',
      severity: 'error',
      comment: 'What a page can do, a program can do: the console knows the product by its typed client alone. ADR 23.',
      from: { path: '^console/src/' },
      to: { path: '^(lib|lambdas|bin|scripts|test|models)/' },
    },
    {
      name: 'clients-know-nothing-of-the-product',
      severity: 'error',
      comment: 'A client is published alone.',
      from: { path: '^clients/' },
      to: { pathNot: '^clients/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A circle of imports hides which module comes first, and leaves a constant undefined while the circle loads.',
      from: { pathNot: '/generated/' },
      to: { circular: true },
    },
    {
      name: 'every-import-resolves',
      severity: 'error',
      comment: 'An import that is not found is not checked by any other rule here.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(coverage|dist|cdk\\.out)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports count too: a domain that knows an adapter's types is no longer independent of it.
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    skipAnalysisNotInRules: true,
  },
};
