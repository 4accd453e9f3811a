/** The architecture as lint (design §3). Each rule's comment says what it protects. */
const PORTABLE =
  '^libs/(primitives|credential-types|postal-address|personal-name|cbor|sd-jwt-vc|mdoc|w3c-vc|status-list|openid4vci|openid4vp|trust|consent|ledger|verification|verification-policy|evidence|holder|look)/src/(?!server/)(?!.*\\.node\\.ts$)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(apps|libs|anchoring)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'What is built need not be there: `npm run check` builds nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
    },
    {
      name: 'an-app-never-imports-an-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-know-no-app-and-no-anchoring',
      severity: 'error',
      from: { path: '^libs/[^/]+/src' },
      to: { path: '^(apps|anchoring)/' },
    },
    { name: 'anchoring-knows-no-app', severity: 'error', from: { path: '^anchoring/' }, to: { path: '^apps/' } },
    {
      name: 'portable-libs-use-no-node-module',
      severity: 'error',
      from: { path: PORTABLE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'portable-libs-know-no-server-lib',
      severity: 'error',
      from: { path: PORTABLE },
      to: { path: '^libs/(identity|service-kit)/|^libs/[^/]+/src/server/' },
    },
    {
      name: 'portable-libs-use-portable-packages',
      severity: 'error',
      from: { path: PORTABLE },
      to: {
        path: 'node_modules/(typeorm|better-sqlite3|pg|pino|fastify|@nestjs|@fastify|@veramo|standardwebhooks|csv-parse|rxjs)/',
      },
    },
    {
      name: 'enter-a-lib-by-its-front-door',
      severity: 'error',
      from: { path: '^(?:apps|anchoring|test)/' },
      to: {
        path: '^libs/[^/]+/src/',
        pathNot: '^libs/[^/]+/src/(server/)?index\\.ts$|^libs/service-kit/src/[^/]+/index\\.ts$',
      },
    },
    {
      name: 'a-lib-enters-another-by-its-front-door',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: {
        path: '^libs/[^/]+/src/',
        pathNot:
          '^libs/$1/|^libs/[^/]+/src/(server/)?index\\.ts$|^libs/service-kit/src/[^/]+/index\\.ts$|^libs/primitives/src/(sha256|base64)\\.',
      },
    },
    {
      name: 'enter-anchoring-by-its-front-door',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^anchoring/[^/]+/src/', pathNot: '/src/index\\.ts$' },
    },
    {
      name: 'rooms-know-no-adapter',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/', pathNot: '(\\.module|/start-[a-z]+|/adapters/.*)\\.ts$|/src/adapters/' },
      to: { path: '^apps/[^/]+/src/adapters/' },
    },
    {
      name: 'protocols-know-no-credential-format',
      severity: 'error',
      from: { path: '^libs/openid4v(ci|p)/src' },
      to: { path: '^libs/(sd-jwt-vc|mdoc|w3c-vc)/' },
    },
    {
      name: 'production-code-knows-no-test',
      severity: 'error',
      from: { path: '^(apps|libs|anchoring)/[^/]+/src/' },
      to: { path: '/test/|^test/' },
    },
    {
      name: 'declared-packages-only',
      severity: 'error',
      from: { path: '^(apps|libs|anchoring)/[^/]+/src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['incola-source', 'import', 'node', 'default', 'types'],
    },
  },
};
