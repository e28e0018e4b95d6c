import { readCachedProjectGraph } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import list from './libs/supergraph/subgraphs.json' with { type: 'json' };
import exceptions from './tools/tidy/exceptions.json' with { type: 'json' };

// Without the graph the boundary rule would print a warning, let everything pass and exit with 0.
try {
  readCachedProjectGraph();
} catch {
  throw new Error('Lint needs the graph of the projects. Run it through Nx: npx nx run-many -t lint');
}

const subgraphs = list.map(({ name }) => name);

// Who may depend on whom, by tag. The gateway's vendor has one customer, so that it can be exchanged.
const onlyInGateway = ['@apollo/gateway', '@apollo/gateway/*'];
const only = (source, ...allowed) => ({ sourceTag: source, onlyDependOnLibsWithTags: allowed, bannedExternalImports: source === 'type:gateway' ? [] : onlyInGateway });
const boundaries = [
  only('type:kernel', 'type:kernel'),
  only('type:x12', 'type:kernel'),
  only('type:figure', 'type:figure'),
  only('type:fhir', 'type:fhir', 'type:kernel'),
  only('type:kit', 'type:kit', 'type:kernel'),
  only('type:supergraph', 'type:kernel'),
  only('type:subgraph', 'type:kit', 'type:kernel', 'type:x12', 'type:figure', 'type:fhir'),
  only('type:gateway', 'type:kit', 'type:kernel', 'type:supergraph'),
  only('type:server', 'type:subgraph', 'type:kit', 'type:kernel', 'type:supergraph'),
  only('type:clinic', 'type:subgraph', 'type:kit', 'type:kernel', 'type:supergraph', 'type:gateway', 'type:tool'),
  only('type:tool', 'type:tool', 'type:clinic', 'type:gateway', 'type:subgraph', 'type:kit', 'type:kernel', 'type:supergraph', 'type:x12', 'type:figure', 'type:fhir'),
  ...subgraphs.filter((name) => name !== 'billing').map((name) => ({ sourceTag: `scope:${name}`, notDependOnLibsWithTags: ['type:x12'] })),
  ...subgraphs.filter((name) => name !== 'patient').map((name) => ({ sourceTag: `scope:${name}`, notDependOnLibsWithTags: ['type:figure'] })),
  ...subgraphs.map((name) => ({ sourceTag: `scope:${name}`, onlyDependOnLibsWithTags: [`scope:${name}`, 'type:kit', 'type:kernel', 'type:x12', 'type:figure', 'type:fhir'] })),
];

const clock = (place) => [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `No clock in a ${place}: take the time as an argument.` },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: `No clock in a ${place}: take the time as an argument.` },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: `No chance in a ${place}.` },
];
const loading = [
  { selector: 'ImportExpression', message: 'No dynamic import in a pure file or a second opinion.' },
  { selector: "CallExpression[callee.name='require']", message: 'No require in a pure file or a second opinion.' },
];

// A constant in capitals is a fragment of our own, such as a list of columns; anything else could be a value.
const spliced = ':not(TemplateElement):not(Identifier[name=/^[A-Z][A-Z0-9_]*$/])';
const sqlMessage = 'Nothing is spliced into SQL but our own constants: values are $1, names come from a closed list.';
const sqlCalls = '/^(query|where|andWhere|orWhere|orderBy|addOrderBy|groupBy|having|select|addSelect)$/';
const splicedSql = [
  { selector: `TemplateLiteral:has(> TemplateElement[value.raw=/\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|ORDER BY|VALUES)\\b/]) > ${spliced}`, message: sqlMessage },
  { selector: `CallExpression[callee.name='statement'] > TemplateLiteral > ${spliced}`, message: sqlMessage },
  { selector: `CallExpression[callee.property.name=${sqlCalls}] > TemplateLiteral > ${spliced}`, message: sqlMessage },
  { selector: "CallExpression[callee.name='statement'] > BinaryExpression", message: sqlMessage },
  { selector: `CallExpression[callee.property.name=${sqlCalls}] > BinaryExpression[operator='+']`, message: sqlMessage },
];

const oneStatement = [
  { selector: ':matches(ArrowFunctionExpression, FunctionExpression, FunctionDeclaration) > BlockStatement[body.length>1]', message: 'A resolver is one statement: it translates, the service decides.' },
  { selector: ':matches(IfStatement, SwitchStatement, ForStatement, ForOfStatement, ForInStatement, WhileStatement, TryStatement)', message: 'A resolver is one statement: it translates, the service decides.' },
];

const unrun = [
  { selector: "MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|failing|fixme)$/]", message: 'Every test runs.' },
  { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: 'Every test runs.' },
];

const pureFiles = [...subgraphs.map((name) => `libs/${name}/src/*/*.ts`), 'libs/kernel/src/**/*.ts', 'libs/x12/src/**/*.ts', 'libs/body-chart/src/**/*.ts', 'libs/fhir/src/**/*.ts'];
const pureImports = {
  patterns: [
    { regex: '^(?!@spindle/kernel$|@spindle/x12$|@spindle/body-chart$|@spindle/fhir$|\\.{1,2}/)', message: 'A pure file imports the kernel, pure libraries and its neighbours, nothing else.' },
    { regex: '\\.(service|repository|entity|mappers|loader|columns|generated)$', message: 'A pure file does not know its service, repository or entity.' },
    { regex: '^(\\.\\./)+(context|subgraph|data-source|migrations|resolvers|[\\w-]*loader)\\b|^\\./resolvers/', message: 'A pure file does not know its subgraph.' },
  ],
};
const serviceImports = {
  patterns: [{ regex: '^(graphql|typeorm|pg|express)($|[/-])|\\.(generated|entity)$|/resolvers/', message: 'A service loads, decides and saves: no GraphQL, no SQL.' }],
};
const resolverImports = {
  patterns: [
    { regex: '^(?!@spindle/kernel$|@spindle/subgraph$|\\.{1,2}/)', message: 'A resolver imports the kit, the kernel and its own folder.' },
    { regex: '\\.(repository|entity|service|loader|columns)$', message: 'A resolver gets services and loaders from the context.' },
  ],
};
const oracleImports = {
  patterns: [{ regex: '^(@spindle/|\\.\\./)', message: 'A second opinion shares no code with what it checks.' }],
};

const sizes = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 40 }],
  'max-params': ['error', { max: 3 }],
};

const typeScript = { languageOptions: { parser: tseslint.parser }, plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin }, linterOptions: { noInlineConfig: true } };
const notProduct = ['**/*.spec.ts', '**/migrations/**', '**/testing/**'];

export default [
  { ignores: ['**/dist', '**/node_modules', '**/*.generated.ts', '**/*.cjs', '**/*.mjs', '**/codegen.ts'] },
  { files: ['**/*.ts'], ...typeScript, rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true, 'ts-check': true }],
    '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints: boundaries }],
    'max-lines': sizes['max-lines'],
  } },
  { files: ['**/*.ts'], ignores: ['**/*.spec.ts', '**/migrations/**', '**/*.entity.ts'], rules: sizes },
  { files: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', ...unrun] } },
  { files: ['apps/**/*.ts', 'libs/**/*.ts'], ignores: [...notProduct, 'libs/database/**', 'libs/kernel/**', 'libs/x12/**'], rules: { 'no-restricted-syntax': ['error', ...splicedSql] } },
  { files: pureFiles, ignores: ['libs/*/src/*/*.*.ts', ...notProduct], rules: {
    'no-restricted-imports': ['error', pureImports],
    'no-restricted-syntax': ['error', ...clock('pure file'), ...loading, ...splicedSql],
    'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'console', 'require'],
  } },
  { files: ['libs/*/src/*/*.service.ts'], rules: {
    'no-restricted-imports': ['error', serviceImports],
    'no-restricted-syntax': ['error', ...clock('service'), ...splicedSql],
  } },
  { files: ['libs/*/src/*/resolvers/**/*.ts'], rules: {
    'no-restricted-imports': ['error', resolverImports],
    'no-restricted-syntax': ['error', ...oneStatement, ...clock('resolver'), ...splicedSql],
  } },
  { files: ['**/{independent,oracle}/**/*.ts'], rules: { 'no-restricted-imports': ['error', oracleImports], 'no-restricted-syntax': ['error', ...loading] } },
  // Named debts, each a file and a rule. The list only shrinks: tools/tidy fails when one is no longer needed.
  ...exceptions.map(({ file, rule }) => ({ files: [file], rules: { [rule]: 'off' } })),
];
