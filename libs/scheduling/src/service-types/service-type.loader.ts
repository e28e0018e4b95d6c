import DataLoader from 'dataloader';
import type { PracticeSession } from '@spindle/database';
import { findInOrder } from '../in-order';
import type { ServiceType } from './service-type';
import { ServiceTypeRepository } from './service-type.repository';

/** Services by code, one statement per batch. */
export class ServiceTypeLoader {
  readonly byCode: DataLoader<string, ServiceType | null>;
  readonly #serviceTypes: ServiceTypeRepository;

  constructor(session: PracticeSession) {
    this.#serviceTypes = new ServiceTypeRepository(session, session.viewer.practiceId);
    this.byCode = new DataLoader(async (codes) => findInOrder(codes, await this.#serviceTypes.findMany(codes), (service) => service.code));
  }

  all(): Promise<ServiceType[]> {
    return this.#serviceTypes.findAll();
  }
}
