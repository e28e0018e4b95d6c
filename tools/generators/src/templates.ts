import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeSet } from './change-set';
import { capital, type Nouns } from './nouns';

const SUFFIX = '.template';

/** What stands for what in templates: `__subgraph__` for the subgraph's name and so on, in paths as in texts. */
export type Values = Readonly<Record<string, string>>;

export function subgraphValues(subgraph: string): Values {
  return { subgraph, Subgraph: capital(subgraph) };
}

export function featureValues(subgraph: string, nouns: Nouns): Values {
  const article = /^[aeiou]/.test(nouns.words.one) ? 'an' : 'a';
  return {
    ...subgraphValues(subgraph),
    'noun-file': nouns.file.one, 'nouns-file': nouns.file.many,
    noun: nouns.field.one, nouns: nouns.field.many, Noun: nouns.type.one, Nouns: nouns.type.many,
    noun_table: nouns.table, noun_words: nouns.words.one, nouns_words: nouns.words.many, Nouns_words: capital(nouns.words.many),
    a_noun_words: `${article} ${nouns.words.one}`, A_noun_words: `${capital(article)} ${nouns.words.one}`,
  };
}

function fill(text: string, values: Values): string {
  return text.replace(/__([A-Za-z][A-Za-z-]*(?:_[a-z]+)*)__/g, (placeholder, name: string) => values[name] ?? placeholder);
}

const templates = join(import.meta.dirname, '../templates');

/** One template, filled. */
export function fromTemplate(template: string, values: Values): string {
  return fill(readFileSync(join(templates, `${template}${SUFFIX}`), 'utf8'), values);
}

/** Plans the files of a folder of templates below `target`. */
export function createFromTemplates(changes: ChangeSet, { folder, target }: { readonly folder: string; readonly target: string }, values: Values): void {
  const files = readdirSync(join(templates, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name, parentPath } of files) {
    const path = join(parentPath, name).slice(join(templates, folder).length + 1).replaceAll('\\', '/');
    changes.create(`${target}/${fill(path.slice(0, -SUFFIX.length), values)}`, fromTemplate(`${folder}/${path.slice(0, -SUFFIX.length)}`, values));
  }
}
