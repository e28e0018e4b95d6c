import DataLoader from 'dataloader';
import { toPage, type Id, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, pageLoader, toCursor, type PageLoader } from '@spindle/subgraph';
import { findInOrder } from '../in-order';
import type { WaitlistEntry, WaitlistOffer } from './waitlist';
import { WaitlistRepository } from './waitlist.repository';

const CURSOR_FORM = [CURSOR_PART.instant, CURSOR_PART.id];
const BEFORE_ALL = ['-infinity', '00000000-0000-0000-0000-000000000000'];
const positionOf = ({ waitingSince, id }: WaitlistEntry): string => toCursor([waitingSince.toISOString(), id]);

interface ListArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Who waits and what stands offered; one statement per batch. */
export class WaitlistLoader {
  readonly entryById: DataLoader<Id<'WaitlistEntry'>, WaitlistEntry | null>;
  readonly offerById: DataLoader<Id<'WaitlistOffer'>, WaitlistOffer | null>;
  readonly openOfferOf: DataLoader<Id<'WaitlistEntry'>, WaitlistOffer | null>;
  readonly #waitlist: WaitlistRepository;
  readonly #ofPatient: PageLoader<Id<'Patient'>, Page<WaitlistEntry>>;

  constructor(session: PracticeSession) {
    const waitlist = new WaitlistRepository(session, session.viewer.practiceId);
    this.#waitlist = waitlist;
    this.entryById = new DataLoader(async (ids) => findInOrder(ids, await waitlist.findEntries(ids), ({ id }) => id));
    this.offerById = new DataLoader(async (ids) => findInOrder(ids, await waitlist.findOffers(ids), ({ id }) => id));
    this.openOfferOf = new DataLoader(async (ids) => findInOrder(ids, await waitlist.findOpenOffersOf(ids), ({ entryId }) => entryId));
    this.#ofPatient = pageLoader(async (ids, { first, after, cursor }) => {
      const entries = await waitlist.findOfPatients(ids, { after: after ?? BEFORE_ALL, limit: first + 1 });
      return new Map(ids.map((id) => [id, toPage(entries.filter(({ patientId }) => patientId === id), first, { cursorOf: positionOf, after: cursor })]));
    });
  }

  /** A page of those who wait, the longest first. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list({ locationId = null, ...args }: ListArguments & { readonly locationId?: Id<'Location'> | null }): Promise<Page<WaitlistEntry>> {
    const { first, after, cursor } = pageArguments(args, CURSOR_FORM);
    return toPage(await this.#waitlist.findWaiting({ after: after ?? BEFORE_ALL, limit: first + 1 }, locationId), first, { cursorOf: positionOf, after: cursor });
  }

  ofPatient(patientId: Id<'Patient'>, args: ListArguments): Promise<Page<WaitlistEntry>> {
    return this.#ofPatient.load(patientId, pageArguments(args, CURSOR_FORM));
  }

  /** A page of the offers that stand. Throws BAD_USER_INPUT for arguments that cannot be. */
  async openOffers(args: ListArguments): Promise<Page<WaitlistOffer>> {
    const { first, after, cursor } = pageArguments(args, CURSOR_FORM);
    const offers = await this.#waitlist.findOpenOffers({ after: after ?? BEFORE_ALL, limit: first + 1 });
    return toPage(offers, first, { cursorOf: ({ expiresAt, id }) => toCursor([expiresAt.toISOString(), id]), after: cursor });
  }

  /** The entry as it is after a change in this request. */
  reloadEntry(id: Id<'WaitlistEntry'>): Promise<WaitlistEntry | null> {
    this.openOfferOf.clear(id);
    return this.entryById.clear(id).load(id);
  }
}
