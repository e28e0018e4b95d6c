import { entityImportFlaws, featureFlaws, folderFlaws, lockFlaws, pinFlaws, textFlaws } from './tree-rules';
import { readTreeFile, treePaths } from './workspace';

const paths = treePaths();
const SAMPLES = 'tools/tidy/src/tree/tree.spec.ts';
const isText = (file: string): boolean => /\.(ts|tsx|js|jsx|mjs|cjs|json|md|graphql|yml|yaml|css|html|sh)$|(^|\/)(Dockerfile|\.npmrc|\.ci\/[\w.-]+)$/.test(file);
const texts = paths.filter((file) => isText(file) && file !== SAMPLES && file !== 'package-lock.json').map(readTreeFile);

describe('the tree', () => {
  it('holds nothing undone, of one machine or from a registry', () => { expect(texts.flatMap(textFlaws)).toEqual([]); });
  it('has no drawers', () => { expect(folderFlaws(paths)).toEqual([]); });
  it('pins every package', () => { expect(texts.filter(({ file }) => /(^|\/)package\.json$/.test(file)).flatMap(pinFlaws)).toEqual([]); });
  it('has a lock without download addresses', () => { expect(lockFlaws(readTreeFile('package-lock.json'))).toEqual([]); });
  it('has subgraphs of feature folders', () => { expect(featureFlaws(paths)).toEqual([]); });
  it('keeps each entity in its folder', () => { expect(texts.flatMap(entityImportFlaws)).toEqual([]); });
  it('is not empty', () => { expect(texts.length).toBeGreaterThan(300); });
});

describe('the rules of the tree', () => {
  // Put together, so that this file names no folder of a machine itself.
  const workFolder = ['', 'work'].join('/');
  const at = (file: string, text: string) => ({ file, text });

  it.each([
    ['something not done', 'tools/a/main.ts', '// TODO: later', 'not done'],
    ['something broken', 'README.md', 'FIXME', 'not done'],
    ['a person\'s folder', 'README.md', 'see /home/ada/spindle', 'one machine'],
    ['a working folder', 'tools/a/main.ts', `const root = '${workFolder}/clinic';`, 'one machine'],
    ['a folder on Windows', 'README.md', 'C:\\Users\\ada', 'one machine'],
    ['a registry', 'tools/a/main.ts', "fetch('https://registry.example.org/left-pad')", 'registry'],
    ['a registry in .npmrc', '.npmrc', 'registry=https://packages.example.org', 'registry'],
    ['the gateway, imported by plain JavaScript', 'tools/a/main.mjs', "import { ApolloGateway } from '@apollo/gateway';", 'only apps/gateway'],
    ['the gateway, required', 'libs/a/jest.config.cjs', "require('@apollo/gateway')", 'only apps/gateway'],
  ])('catch %s', (_what, file, text, said) => { expect(textFlaws(at(file, text)).join()).toContain(said); });

  it.each([
    ['a path of an address', 'README.md', `http://localhost:4000${workFolder}/list`],
    ['a path in the tree', 'README.md', 'libs/home/ada'],
    ['the gateway in its place', 'apps/gateway/src/main.ts', "import { ApolloGateway } from '@apollo/gateway';"],
    ['a word like it', 'README.md', 'todos los días'],
  ])('allow %s', (_what, file, text) => { expect(textFlaws(at(file, text))).toEqual([]); });

  it.each(['utils', 'helpers', 'common', 'misc'])('catch a drawer called %s', (name) => { expect(folderFlaws([`libs/kernel/src/${name}/text.ts`])).toHaveLength(1); });
  it('allow a file of that name', () => { expect(folderFlaws(['libs/kernel/src/common.ts'])).toEqual([]); });

  it.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', '>=1.0.0', 'github:a/b'])('catch the version %s', (version) => {
    expect(pinFlaws(at('package.json', JSON.stringify({ devDependencies: { jest: version } })))).toHaveLength(1);
    expect(pinFlaws(at('package.json', JSON.stringify({ overrides: { jest: version } })))).toHaveLength(1);
  });
  it.each(['1.2.3', '18.4.0-beta.17'])('allow the version %s', (version) => { expect(pinFlaws(at('package.json', JSON.stringify({ dependencies: { jest: version } })))).toEqual([]); });

  it('catch a lock with an address', () => {
    expect(lockFlaws(at('package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', resolved: 'https://example.org/a.tgz' }, 'node_modules/b': { version: '1.0.0' } } })))).toHaveLength(1);
  });

  it.each([
    ['SDL beside the feature folders', 'libs/billing/src/claims.graphql', 'outside a feature folder'],
    ['SDL in a folder of a feature', 'libs/billing/src/claims/lines/lines.graphql', 'outside a feature folder'],
    ['a service outside a feature', 'libs/billing/src/claim.service.ts', 'directly into a feature folder'],
    ['a repository among the resolvers', 'libs/billing/src/claims/resolvers/claim.repository.ts', 'directly into a feature folder'],
    ['a folder in a feature', 'libs/billing/src/claims/rules/limit.ts', 'too deep'],
    ['a kind nobody knows', 'libs/billing/src/claims/claim.manager.ts', 'unknown kind'],
    ['a folder in camel case', 'libs/billing/src/claimLines/claim.ts', 'small letters'],
  ])('catch %s', (_what, file, said) => { expect(featureFlaws([file]).join()).toContain(said); });

  it.each([
    'libs/billing/src/claims/claim.ts', 'libs/billing/src/claims/claims.graphql', 'libs/billing/src/claims/claims.graphql.spec.ts', 'libs/billing/src/claims/resolvers/Mutation/submitClaim.ts',
    'libs/billing/src/migrations/202601010000/tables.ts', 'libs/billing/src/subgraph.ts', 'libs/x12/src/loops/deep/loop.ts',
  ])('allow %s', (file) => { expect(featureFlaws([file])).toEqual([]); });

  it('catch an entity that leaves its folder', () => {
    expect(entityImportFlaws(at('libs/billing/src/charges/charge.repository.ts', "import { Claim } from '../claims/claim.entity';"))).toHaveLength(1);
    expect(entityImportFlaws(at('libs/billing/src/subgraph.ts', "import { Claim } from './claims/claim.entity';"))).toHaveLength(1);
    expect(entityImportFlaws(at('libs/billing/src/charges/charge.entity.ts', "import { Claim } from '../claims/claim.entity';"))).toEqual([]);
    expect(entityImportFlaws(at('libs/billing/src/data-source.ts', "import { Claim } from './claims/claim.entity';"))).toEqual([]);
    expect(entityImportFlaws(at('libs/billing/src/claims/claim.repository.ts', "import { Claim } from './claim.entity';"))).toEqual([]);
  });
});
