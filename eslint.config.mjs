import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const only = (source, ...allowed) => ({ sourceTag: source, onlyDependOnLibsWithTags: allowed });
const boundaries = [
  only('type:kernel', 'type:kernel'),
  only('type:x12', 'type:kernel'),
  only('type:kit', 'type:kit', 'type:kernel'),
  only('type:subgraph', 'type:kit', 'type:kernel', 'type:x12'),
  only('type:gateway', 'type:kit', 'type:kernel', 'type:supergraph'),
  only('type:server', 'type:subgraph', 'type:kit', 'type:kernel', 'type:supergraph'),
  only('type:clinic', 'type:subgraph', 'type:kit', 'type:kernel', 'type:supergraph', 'type:gateway', 'type:tool'),
  ...['patient', 'scheduling'].map((name) => ({ sourceTag: `scope:${name}`, notDependOnLibsWithTags: ['type:x12'] })),
  ...['patient', 'scheduling', 'billing'].map((name) => ({ sourceTag: `scope:${name}`, onlyDependOnLibsWithTags: [`scope:${name}`, 'type:kit', 'type:kernel', 'type:x12'] })),
];

const feature = 'libs/*/src/*/*.ts';
const pureImports = {
  patterns: [
    { regex: '^(?!@spindle/kernel$|@spindle/x12$|\\.{1,2}/)', message: 'A pure file imports the kernel and its neighbours, nothing else.' },
    { regex: '\\.(service|repository|entity|mappers|loader|generated)$', message: 'A pure file does not know its service, repository or entity.' },
    { regex: '^(\\.\\./)+(context|subgraph|migrations)', message: 'A pure file does not know its subgraph.' },
  ],
};
const noClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock in a pure file: take the time as an argument.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'No clock in a pure file: take the time as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'No chance in a pure file.' },
  { selector: 'ImportExpression', message: 'No dynamic import in a pure file.' },
  { selector: "CallExpression[callee.name='require']", message: 'No require in a pure file.' },
];

export default [
  { ignores: ['**/dist', '**/*.generated.ts', '**/*.cjs', '**/*.mjs', '**/codegen.ts'] },
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin }, rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints: boundaries }],
  } },
  { files: [feature, 'libs/kernel/src/**/*.ts', 'libs/x12/src/**/*.ts'], ignores: ['libs/{subgraph,database,supergraph}/**', 'libs/*/src/*/*.*.ts', 'libs/*/src/migrations/**', 'libs/*/src/testing/**', '**/*.spec.ts'], rules: {
    'no-restricted-imports': ['error', pureImports],
    'no-restricted-syntax': ['error', ...noClock],
    'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'console', 'require'],
  } },
];
