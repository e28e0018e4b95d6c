import type { DatabasePlace } from '@spindle/database';
import { DEVELOPMENT_ISSUER_NAME, registerPerson, registerPractice, Worker } from '@spindle/gateway/identity';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE, subjectOf } from '@spindle/sample-clinic';

/** Lets the sample practices' people in, as the development issuer knows them. What an administrator changed since stays. */
export async function registerSamplePeople(place: DatabasePlace): Promise<void> {
  const worker = new Worker(place);
  try {
    for (const { id, slug, name } of Object.values(SAMPLE_PRACTICES)) await registerPractice(worker, { id, slug, name }, [`${slug}.localhost`]);
    for (const person of [DEMO_PEOPLE, SECOND_DEMO_PEOPLE].flatMap((people) => Object.values(people))) {
      await registerPerson(worker, { ...person, issuer: DEVELOPMENT_ISSUER_NAME, subject: subjectOf(person), roles: [person.role] });
    }
  } finally {
    await worker.close();
  }
}
