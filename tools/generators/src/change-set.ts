import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refused } from './nouns';

/** A line that could not be put where it belongs, for a person to add. */
export interface ByHand {
  readonly path: string;
  readonly line: string;
}

/** What is to change in the workspace, kept in memory until it is written. Paths are from the root, with forward slashes. */
export class ChangeSet {
  readonly #created = new Map<string, string>();
  readonly #edited = new Map<string, string>();
  readonly #byHand: ByHand[] = [];

  constructor(readonly root: string) {}

  get created(): readonly string[] { return [...this.#created.keys()].sort(); }
  get edited(): readonly string[] { return [...this.#edited.keys()].sort(); }
  get byHand(): readonly ByHand[] { return this.#byHand; }

  /** True for a file or folder that is there, or is going to be. */
  exists(path: string): boolean {
    return this.#created.has(path) || existsSync(join(this.root, path));
  }

  /** The text as it is going to be. */
  read(path: string): string {
    return this.#created.get(path) ?? this.#edited.get(path) ?? readFileSync(join(this.root, path), 'utf8');
  }

  /** Names of what is in a folder, as it is going to be; none when there is no folder. */
  list(folder: string): readonly string[] {
    const there = existsSync(join(this.root, folder)) ? readdirSync(join(this.root, folder)) : [];
    const coming = this.created.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0] ?? '');
    return [...new Set([...there, ...coming])].sort();
  }

  /** Plans a new file. Throws `Refused` when it is there: nothing is ever overwritten. */
  create(path: string, text: string): void {
    if (this.exists(path)) throw new Refused(`${path} is there already.`);
    this.#created.set(path, text);
  }

  /** Plans a change of a file. Where `change` finds no place for it (null), the line is kept for a person. */
  edit(path: string, line: string, change: (text: string) => string | null): void {
    const changed = this.exists(path) ? change(this.read(path)) : null;
    if (changed === null) this.#byHand.push({ path, line });
    else (this.#created.has(path) ? this.#created : this.#edited).set(path, changed);
  }

  /** Writes everything. */
  write(): void {
    for (const [path, text] of this.#created) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text, { flag: 'wx' });
    }
    for (const [path, text] of this.#edited) writeFileSync(join(this.root, path), text);
  }
}
