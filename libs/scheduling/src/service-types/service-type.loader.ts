import DataLoader from 'dataloader';
import { toPage, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import { findInOrder } from '../in-order';
import type { ServiceType } from './service-type';
import { servicesCalled } from './service-name';
import { ServiceTypeRepository } from './service-type.repository';

const CURSOR_FORM = [CURSOR_PART.text, CURSOR_PART.text];
const BEFORE_ALL = ['', ''];
/** How many services a search by name looks through: more than a clinic has. */
const SEARCHED = 1_000;

/** Services by code, one statement per batch. */
export class ServiceTypeLoader {
  readonly byCode: DataLoader<string, ServiceType | null>;
  readonly #serviceTypes: ServiceTypeRepository;

  constructor(session: PracticeSession) {
    this.#serviceTypes = new ServiceTypeRepository(session, session.viewer.practiceId);
    this.byCode = new DataLoader(async (codes) => findInOrder(codes, await this.#serviceTypes.findMany(codes), (service) => service.code));
  }

  /** A page of services by name, of those that somebody may mean by `search`. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list({ search, ...args }: { search?: string | null; first?: number | null; after?: string | null }): Promise<Page<ServiceType>> {
    const { first, after, cursor } = pageArguments(args, CURSOR_FORM);
    const services = search ? (await this.#called(search, after)).slice(0, first + 1) : await this.#serviceTypes.findAfter(after ?? BEFORE_ALL, first + 1);
    return toPage(services, first, { cursorOf: ({ name, code }) => toCursor([name, code]), after: cursor });
  }

  /** Those behind the position. */
  async #called(text: string, after: readonly string[] | null): Promise<ServiceType[]> {
    const called = servicesCalled(await this.#serviceTypes.findAfter(BEFORE_ALL, SEARCHED), text);
    return called.slice(after ? called.findIndex(({ code }) => code === after[1]) + 1 : 0);
  }
}
