import type { ChangeSet } from './change-set';
import { planFolder } from './feature';
import { continueRuns, insertBeforeEnd, insertBeforeLine, insertImport } from './insert-code';
import { firstFeatureOf, nounsOf, Refused, subgraphName, type Nouns } from './nouns';
import { readSubgraphs, SUBGRAPHS_FILE } from './schema-names';
import { createFromTemplates, subgraphValues } from './templates';

export interface SubgraphOptions {
  readonly name: string;
  /** The plural of the first entity, in kebab-case; made from the name when none is given. */
  readonly feature?: string | undefined;
  readonly singular?: string | undefined;
  readonly now: Date;
}

/** Plans a new subgraph: its library with a first feature, its app, and its place in every list that names the subgraphs. */
export function planSubgraph(changes: ChangeSet, { name: given, feature, singular, now }: SubgraphOptions): Nouns {
  const name = subgraphName(given);
  const nouns = nounsOf(feature ?? firstFeatureOf(name), singular);
  const subgraphs = readSubgraphs(changes);
  const taken = subgraphs.some((each) => each.name === name) ? SUBGRAPHS_FILE : [`libs/${name}`, `apps/${name}`].find((folder) => changes.exists(folder));
  if (taken !== undefined) throw new Refused(`The name ${name} is taken, see ${taken}.`);
  const port = Math.max(...subgraphs.map(({ url }) => Number(new URL(url).port))) + 1;
  const values = subgraphValues(name);
  createFromTemplates(changes, { folder: 'library', target: `libs/${name}` }, values);
  createFromTemplates(changes, { folder: 'app', target: `apps/${name}` }, values);
  planFolder(changes, { subgraph: name, nouns, now, isFirst: true });
  registerInLists(changes, { name, port });
  registerInContainers(changes, { name, port });
  return nouns;
}

interface Place {
  readonly name: string;
  readonly port: number;
}

function registerInLists(changes: ChangeSet, { name, port }: Place): void {
  const entry = `  { "name": "${name}", "sdl": "libs/${name}/src", "url": "http://127.0.0.1:${port}" }`;
  changes.edit(SUBGRAPHS_FILE, entry.trim(), (text) => (/\}\n\]\s*$/.test(text) ? text.replace(/\}\n\]\s*$/, `},\n${entry}\n]\n`) : null));
  const alias = `"@spindle/${name}": ["./libs/${name}/src/subgraph.ts"],`;
  changes.edit('tsconfig.base.json', alias, (text) => insertBeforeLine(text, '      "@spindle/supergraph":', `      ${alias}\n`));
  const clinic = 'apps/clinic/src/subgraphs.ts';
  const names = `${name}Schema, ${name}Subgraph`;
  changes.edit(clinic, `import { ${names} } from '@spindle/${name}';`, (text) => insertImport(text, names, `@spindle/${name}`));
  changes.edit(clinic, `subgraph(${names}),`, (text) => insertBeforeEnd(text, { opening: 'export const SUBGRAPHS', closing: '];' }, `  subgraph(${names}),\n`));
}

function registerInContainers(changes: ChangeSet, { name, port }: Place): void {
  const compose = 'docker-compose.yml';
  const url = `${name.toUpperCase()}_URL: http://${name}:${port}`;
  const started = `${name}: { condition: service_started }`;
  changes.edit(compose, url, (text) => continueRuns(text, /[A-Z0-9]+_URL: http:\/\/\S+/, () => url));
  changes.edit(compose, started, (text) => continueRuns(text, /[a-z0-9]+: \{ condition: service_started \}/, () => started));
  changes.edit(compose, `a service ${name} like the other subgraphs`, (text) => insertBeforeLine(text, '  gateway:\n', `${serviceOf({ name, port })}\n`));
  changes.edit('docker/Dockerfile', `a stage ${name} like the other subgraphs`, (text) => insertBeforeLine(text, 'FROM runtime AS migrate\n', `${stageOf({ name, port })}\n`));
}

function serviceOf({ name, port }: Place): string {
  return `  ${name}:
    <<: *subgraph
    build: { context: ., dockerfile: docker/Dockerfile, target: ${name} }
    healthcheck:
      <<: *healthcheck
      test: [CMD, node, -e, "fetch('http://127.0.0.1:${port}/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
`;
}

function stageOf({ name, port }: Place): string {
  return `FROM runtime AS ${name}
COPY --from=build /app/dist/${name} ./dist/${name}
EXPOSE ${port}
CMD ["node", "--enable-source-maps", "dist/${name}/main.mjs"]
`;
}
