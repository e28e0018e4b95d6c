import { toPage, type Id, type Page } from '@spindle/kernel';
import { newId, type Sql } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import type { Payer } from './payer';
import { PayerRepository } from './payer.repository';

/** A payer as somebody names it; `payerId` is X12 NM109, where known. */
export interface NamedPayer {
  readonly name: string;
  readonly payerId?: string | null;
}

/** The payers of a practice. */
export class PayerService {
  readonly #payers: PayerRepository;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#payers = new PayerRepository(sql, practiceId);
  }

  /** A page of payers by name. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list(args: { first?: number | null; after?: string | null }): Promise<Page<Payer>> {
    const page = pageArguments(args, [CURSOR_PART.text]);
    const rows = await this.#payers.findAfter(page.after?.[0] ?? '', page.first + 1);
    return toPage(rows, page.first, { cursorOf: ({ name }) => toCursor([name]), after: page.cursor });
  }

  /** The payers of these names, in the order given, adding those that are missing. Needs a writing transaction. */
  async ensure(named: readonly NamedPayer[]): Promise<Payer[]> {
    if (named.length === 0) return [];
    await this.#payers.addMissing(named.map(({ name, payerId = null }) => ({ id: newId<'Payer'>(), name, payerId })));
    const found = new Map((await this.#payers.findNamed(named.map(({ name }) => name))).map((payer) => [payer.name, payer]));
    return named.map(({ name }) => found.get(name)).filter((payer) => payer !== undefined);
  }
}
