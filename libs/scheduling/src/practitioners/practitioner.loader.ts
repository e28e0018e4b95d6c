import DataLoader from 'dataloader';
import { toPage, type Id, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import { findInOrder, groupInOrder } from '../in-order';
import type { Location } from '../locations/location';
import type { Credential, Practitioner } from './practitioner';
import { PractitionerRepository } from './practitioner.repository';

const CURSOR_FORM = [CURSOR_PART.text, CURSOR_PART.text, CURSOR_PART.id];
const BEFORE_ALL = ['', '', '00000000-0000-0000-0000-000000000000'];

interface PractitionerListArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly locationId?: Id<'Location'> | null;
}

/** Practitioners with what belongs to them, one statement per batch. */
export class PractitionerLoader {
  readonly byId: DataLoader<Id<'Practitioner'>, Practitioner | null>;
  readonly credentials: DataLoader<Id<'Practitioner'>, Credential[]>;
  readonly locations: DataLoader<Id<'Practitioner'>, Location[]>;
  readonly #practitioners: PractitionerRepository;

  constructor(session: PracticeSession) {
    this.#practitioners = new PractitionerRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await this.#practitioners.findMany(ids), (practitioner) => practitioner.id));
    this.credentials = new DataLoader(async (ids) => groupInOrder(ids, await this.#practitioners.findCredentialsOf(ids), (credential) => credential.practitionerId));
    this.locations = new DataLoader(async (ids) => {
      const groups = groupInOrder(ids, await this.#practitioners.findLocationsOf(ids), ({ practitionerId }) => practitionerId);
      return groups.map((group) => group.map(({ location }) => location));
    });
  }

  /** A page of practitioners by name, of one site where told. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list({ locationId = null, ...args }: PractitionerListArguments): Promise<Page<Practitioner>> {
    const { first, after, cursor } = pageArguments(args, CURSOR_FORM);
    const practitioners = await this.#practitioners.findAfter({ after: after ?? BEFORE_ALL, limit: first + 1, locationId });
    return toPage(practitioners, first, { cursorOf: ({ name: { family, given }, id }) => toCursor([family, given, id]), after: cursor });
  }
}
