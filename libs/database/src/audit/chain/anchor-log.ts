import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyRing } from '@spindle/subgraph';
import { isSignedHead, signHead, type ChainHead } from './chain';

interface AnchorLine {
  readonly practice: string;
  readonly position: number;
  readonly hash: string;
  readonly sealedBelow: string;
  readonly signature: string;
}

/**
 * Signed heads of a schema's chains in a file outside the database, one line each, only ever appended. It tells a chain
 * that was cut from one that never was longer, though the head in the database was set back too. Best kept on another machine's disk.
 */
export class AnchorLog {
  readonly #folder: string;
  readonly #file: string;
  #begun = false;

  constructor(folder: string, readonly schema: string) {
    this.#folder = folder;
    this.#file = join(folder, `${schema}.anchors`);
  }

  async append(keys: KeyRing, heads: readonly ChainHead[]): Promise<void> {
    if (heads.length === 0) return;
    if (!this.#begun) await this.#begin();
    const lines = heads.map((head): AnchorLine => ({
      practice: head.practiceId, position: head.position, hash: Buffer.from(head.hash).toString('hex'), sealedBelow: head.sealedBelow, signature: signHead(keys, head).toString('hex'),
    }));
    await appendFile(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  /** The anchored heads by practice. A line that was torn when its writer died, or that no live key signed, is none. */
  async read(keys: KeyRing): Promise<ReadonlyMap<string, readonly ChainHead[]>> {
    const text = await readFile(this.#file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return Map.groupBy(text.split('\n').flatMap((line) => this.#parse(keys, line)), ({ practiceId }) => practiceId);
  }

  #parse(keys: KeyRing, line: string): ChainHead[] {
    try {
      const { practice, position, hash, sealedBelow, signature } = JSON.parse(line) as AnchorLine;
      const head = { schema: this.schema, practiceId: practice, position, hash: Buffer.from(hash, 'hex'), sealedBelow };
      return isSignedHead(keys, head, Buffer.from(signature, 'hex')) ? [head] : [];
    } catch {
      return [];
    }
  }

  /** A writer that died in the middle of a line left it open: the next line must not be joined to it. */
  async #begin(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = await open(this.#file, 'a+');
    try {
      const { size } = await file.stat();
      const { buffer } = size > 0 ? await file.read(Buffer.alloc(1), 0, 1, size - 1) : { buffer: Buffer.from('\n') };
      if (buffer.toString() !== '\n') await file.appendFile('\n');
    } finally {
      await file.close();
    }
    this.#begun = true;
  }
}
