import type { ChangeSet } from './change-set';
import { registerExpectations } from './expectations';
import { insertBeforeEnd, insertImport, insertIntoList } from './insert-code';
import { capital, nounsOf, Refused, type Nouns } from './nouns';
import { readSubgraphs, requireFreeNames } from './schema-names';
import { createFromTemplates, featureValues, fromTemplate } from './templates';

export interface FeatureOptions {
  readonly subgraph: string;
  /** The plural, in kebab-case. */
  readonly name: string;
  readonly singular?: string | undefined;
  readonly now: Date;
}

/** Plans a feature of a subgraph that is there: its folder, its migration, its places in the data source and the context. */
export function planFeature(changes: ChangeSet, { subgraph, name, singular, now }: FeatureOptions): Nouns {
  const known = readSubgraphs(changes).map((each) => each.name);
  if (!known.includes(subgraph)) throw new Refused(`There is no subgraph ${subgraph}; there are ${known.join(', ')}.`);
  const nouns = nounsOf(name, singular);
  planFolder(changes, { subgraph, nouns, now, isFirst: false });
  return nouns;
}

/** Plans a feature in a library; the first one's migration makes the tables of events too. */
export function planFolder(changes: ChangeSet, { subgraph, nouns, now, isFirst }: { readonly subgraph: string; readonly nouns: Nouns; readonly now: Date; readonly isFirst: boolean }): void {
  const source = `libs/${subgraph}/src`;
  if (changes.exists(`${source}/${nouns.file.many}`)) throw new Refused(`${source}/${nouns.file.many} is there already.`);
  requireFreeNames(changes, nouns);
  const values = featureValues(subgraph, nouns);
  createFromTemplates(changes, { folder: 'feature', target: `${source}/${nouns.file.many}` }, values);
  const at = migrationTime(changes, `${source}/migrations`, now);
  const migration = `${isFirst ? capital(subgraph) : nouns.type.many}${at.getTime()}`;
  const file = `${at.toISOString().slice(0, 16).replace(/\D/g, '')}-${isFirst ? subgraph : nouns.file.many}`;
  changes.create(`${source}/migrations/${file}.ts`, fromTemplate(isFirst ? 'first-migration.ts' : 'migration.ts', { ...values, Migration: migration }));
  registerTable(changes, `${source}/data-source.ts`, { nouns, migration, file });
  registerServices(changes, `${source}/context.ts`, nouns);
  registerPolicy(changes, `${source}/policy.ts`, nouns);
  registerExpectations(changes, { subgraph, nouns });
}

/** Now, to the minute; later than the newest migration, since they run in the order of their times. */
function migrationTime(changes: ChangeSet, folder: string, now: Date): Date {
  const minutes = changes.list(folder).flatMap((file) => {
    const [, year, month, day, hour, minute] = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(file) ?? [];
    return year === undefined ? [] : [Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 60_000];
  });
  return new Date(Math.max(Math.floor(now.getTime() / 60_000), ...minutes.map((minute) => minute + 1)) * 60_000);
}

function registerTable(changes: ChangeSet, path: string, { nouns, migration, file }: { readonly nouns: Nouns; readonly migration: string; readonly file: string }): void {
  const entity = `${nouns.type.one}Entity`;
  const withImport = (name: string, module: string): void => changes.edit(path, `import { ${name} } from '${module}';`, (text) => insertImport(text, name, module));
  withImport(entity, `./${nouns.file.many}/${nouns.file.one}.entity`);
  withImport(migration, `./migrations/${file}`);
  changes.edit(path, `entities: [${entity}, …]`, (text) => insertIntoList(text, 'entities', { element: entity, at: 'start' }));
  changes.edit(path, `migrations: [… , ${migration}]`, (text) => insertIntoList(text, 'migrations', { element: migration, at: 'end' }));
}

function registerServices(changes: ChangeSet, path: string, nouns: Nouns): void {
  const members = [[nouns.field.many, 'Service', 'service'], [`${nouns.field.one}Loader`, 'Loader', 'loader']] as const;
  for (const [member, kind, file] of members) {
    const type = `${nouns.type.one}${kind}`;
    const module = `./${nouns.file.many}/${nouns.file.one}.${file}`;
    changes.edit(path, `import { ${type} } from '${module}';`, (text) => insertImport(text, type, module));
    changes.edit(path, `readonly ${member}: ${type};`, (text) => insertBeforeEnd(text, { opening: 'export interface Context {', closing: '}' }, `  readonly ${member}: ${type};\n`));
    changes.edit(path, `${member}: new ${type}(session),`, (text) => insertBeforeEnd(text, { opening: 'export function createContext(', closing: '  };' }, `    ${member}: new ${type}(session),\n`));
  }
}

function registerPolicy(changes: ChangeSet, path: string, { field, file }: Nouns): void {
  const module = `./${file.many}/${file.many}.policy`;
  changes.edit(path, `import { ${field.many} } from '${module}';`, (text) => insertImport(text, field.many, module));
  changes.edit(path, `${field.many},`, (text) => insertBeforeEnd(text, { opening: 'export const policy', closing: ');' }, `  ${field.many},\n`));
}
