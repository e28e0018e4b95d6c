import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { findInOrder, groupInOrder } from '../in-order';
import type { Location } from '../locations/location';
import type { Credential, Practitioner } from './practitioner';
import { PractitionerRepository } from './practitioner.repository';

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

  all(locationId: Id<'Location'> | null): Promise<Practitioner[]> {
    return this.#practitioners.findAll(locationId);
  }
}
