import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { Database } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import type { Worker } from '../store';
import type { MembershipRights, MembershipToAdd } from './membership-changes';
import { MembershipRepository, type ListedMembership } from './membership.repository';
import { invitePerson } from './people.repository';

export interface MembershipChangeRefusal {
  readonly kind: 'UnknownMembership' | 'AlreadyMember' | 'StaleVersion' | 'LastAdministrator' | 'NoLongerAdministrator';
  readonly message: string;
}

type Refused = MembershipChangeRefusal;

export interface MembershipPlace {
  readonly id: string;
  readonly version: number;
}

/** A change of somebody's rights that was made, and whose sessions it ends. */
export interface Changed {
  readonly membership: Pick<ListedMembership, 'id' | 'version' | 'personId'>;
}

export interface MembershipServiceParts {
  readonly service: Database;
  readonly worker: Worker;
  readonly issuerName: string;
}

/** People administration of one practice: an administrator reaches the own practice's memberships and no other's. */
export class MembershipService {
  constructor(private readonly parts: MembershipServiceParts, private readonly viewer: Viewer) {}

  async list(after: string | null, limit: number): Promise<readonly ListedMembership[]> {
    const session = this.parts.service.session(this.viewer);
    try {
      return await new MembershipRepository(session, this.viewer.practiceId).findPage(after, limit);
    } finally {
      await session.end();
    }
  }

  async add(membership: MembershipToAdd): Promise<Result<{ readonly id: Id<'Membership'> }, Refused>> {
    const personId = await invitePerson(this.parts.worker, this.parts.issuerName, membership);
    return this.#write(async (memberships) => {
      const id = await memberships.add(personId, membership);
      return id ? ok({ id }) : err({ kind: 'AlreadyMember', message: 'This person is in the practice already. Change the membership instead.' });
    });
  }

  change(place: MembershipPlace, rights: MembershipRights): Promise<Result<Changed, Refused>> {
    return this.#replace(place, { keepsAdmin: rights.roles.includes('PRACTICE_ADMIN'), write: (memberships, known) => memberships.change(known, rights) });
  }

  end(place: MembershipPlace): Promise<Result<Changed, Refused>> {
    return this.#replace(place, { keepsAdmin: false, write: (memberships, known) => memberships.end(known) });
  }

  /** A practice never loses its last administrator: nobody could let one in again. Who is no administrator any more by now changes nothing. */
  #replace({ id, version }: MembershipPlace, { keepsAdmin, write }: { keepsAdmin: boolean; write: (memberships: MembershipRepository, known: ListedMembership) => Promise<boolean> }): Promise<Result<Changed, Refused>> {
    return this.#write(async (memberships) => {
      const administrators = await memberships.lockAdministrators();
      if (!administrators.some(({ personId }) => personId === this.viewer.personId)) return err({ kind: 'NoLongerAdministrator', message: 'You do not administer this practice any more.' });
      const known = await memberships.find(id);
      if (!known) return err({ kind: 'UnknownMembership', message: 'There is no such membership in this practice.' });
      if (known.version !== version) return err(STALE);
      const isLast = administrators.length === 1 && administrators[0]?.id === id;
      if (isLast && !keepsAdmin) return err({ kind: 'LastAdministrator', message: 'The practice would be left without an administrator. Make somebody else one first.' });
      return (await write(memberships, known)) ? ok({ membership: { ...known, version: version + 1 } }) : err(STALE);
    });
  }

  #write<T>(work: (memberships: MembershipRepository) => Promise<Result<T, Refused>>): Promise<Result<T, Refused>> {
    return this.parts.service.session(this.viewer).transaction(({ sql }) => work(new MembershipRepository(sql, this.viewer.practiceId)));
  }
}

const STALE: Refused = { kind: 'StaleVersion', message: 'Somebody changed this membership since it was read. Read it again and repeat your change.' };
