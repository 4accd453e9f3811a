/** TypeScript by swc; `.tsx` has a syntax of its own, in which `<T>(x)` would be an element. */
const transform = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx, decorators: true, importAttributes: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
  },
];

/** One configuration for every suite; `--selectProjects` or a path picks a part (`test/run-suites.mjs` does). */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['incola-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['js', 'ts', 'tsx', 'mjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': transform(false), '^.+\\.tsx$': transform(true) },
  testMatch: ['<rootDir>/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  globalSetup: '<rootDir>/test/environment/open-run-folder.mjs',
  // It outlives the temporary folder of a run.
  cacheDirectory: '<rootDir>/.cache/jest',
  // A busy machine is slow, not wrong: what has a limit of its own is tested against that one.
  testTimeout: 60_000,
};
