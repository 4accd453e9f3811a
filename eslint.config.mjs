import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const PORTABLE_LIBS =
  'primitives,credential-types,postal-address,personal-name,cbor,sd-jwt-vc,mdoc,w3c-vc,status-list,openid4vci,openid4vp,trust,consent,ledger,verification,verification-policy,evidence,holder,look';

const noAmbientTimeOrChance = [
  { object: 'Date', property: 'now', message: 'Take a Clock as an argument.' },
  { object: 'Math', property: 'random', message: 'Take RandomBytes as an argument.' },
  { object: 'process', property: 'env', message: 'The environment is read in *.config.ts only.' },
];

const browserCode = (files, project) => ({
  files,
  languageOptions: { parserOptions: { projectService: false, project, tsconfigRootDir: import.meta.dirname } },
});

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.cache/', 'coverage/', 'data/', 'libs/api-clients/src/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: 'error',
      'no-restricted-properties': ['error', ...noAmbientTimeOrChance],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  // What runs in a browser has a compiler configuration of its own.
  browserCode(['**/*.client.ts', '**/*.client.tsx', 'apps/wallet/src/app/**/*.{ts,tsx}'], 'tsconfig.browser.json'),
  browserCode(['apps/wallet/src/service-worker/**/*.ts'], 'tsconfig.portable.json'),
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.{ts,tsx}', 'anchoring/**/*.ts'],
    ignores: ['**/adapters/typeorm/**', 'libs/service-kit/**', 'libs/identity/**', '**/test/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(getRepository|createQueryBuilder|createQueryRunner)$/]',
          message: 'Repositories stay in src/adapters/typeorm/, behind Database.tx.',
        },
      ],
    },
  },
  {
    files: [`libs/{${PORTABLE_LIBS}}/src/**/*.{ts,tsx}`],
    ignores: ['libs/*/src/server/**', '**/*.node.ts'],
    rules: {
      'no-restricted-globals': ['error', 'Buffer', 'process', 'require', 'setImmediate', 'document', 'window'],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'A portable lib runs in the browser too.' }] },
      ],
    },
  },
  { files: ['libs/primitives/src/clock.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['**/*.config.ts', '**/test/**/*.ts', 'test/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['**/*.test.ts', 'test/**/*.ts', '**/test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
);
