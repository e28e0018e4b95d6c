import type { eligibilityRequestGuide, eligibilityResponseGuide } from '../guide/eligibility';
import type { Model } from '../guide/model';
import type { ReadEvent } from '../read/events';

/** A whole 271. */
export type EligibilityResponse = Model<typeof eligibilityResponseGuide>;
/** A whole 270. */
export type EligibilityRequest = Model<typeof eligibilityRequestGuide>;
/** Loop 2000C of a 271: a subscriber with benefits and dependants. */
export type EligibilitySubscriber = EligibilityResponse['sources'][number]['receivers'][number]['subscribers'][number];
/** Loop 2110: one EB with its own AAA, REF, DTP, HSD, MSG, III and related entities. */
export type Benefit = NonNullable<EligibilitySubscriber['name']>['benefits'][number];
/** AAA. */
export type Refusal = Benefit['refusals'][number];

type Named = NonNullable<EligibilitySubscriber['name']>;

/** Whom an answer is about. */
export interface AboutPerson {
  readonly role: 'subscriber' | 'dependant';
  readonly lastName: string | undefined;
  readonly firstName: string | undefined;
  /** Member identifier; a dependant has the subscriber's. */
  readonly memberId: string | undefined;
  readonly birthDate: string | undefined;
  /** Trace numbers of the request (TRN02). */
  readonly traces: readonly string[];
}

/** A benefit with whom it is about. */
export interface BenefitOf {
  readonly about: AboutPerson;
  readonly benefit: Benefit;
}

/** A refusal with its level and whom it is about. */
export interface RefusalOf {
  readonly level: 'source' | 'source name' | 'receiver' | 'person' | 'benefit';
  readonly about: AboutPerson | undefined;
  readonly refusal: Refusal;
}

/** Every EB of a subscriber and the dependants, each with whom it is about, in the order of the file. */
export function benefitsOf(subscriber: EligibilitySubscriber): BenefitOf[] {
  return peopleOf(subscriber).flatMap(({ about, name }) => (name?.benefits ?? []).map((benefit) => ({ about, benefit })));
}

/** Every AAA of a subscriber and the dependants: at the person and at each benefit. */
export function refusalsOf(subscriber: EligibilitySubscriber): RefusalOf[] {
  return peopleOf(subscriber).flatMap(({ about, name }) => [
    ...(name?.refusals ?? []).map((refusal): RefusalOf => ({ level: 'person', about, refusal })),
    ...(name?.benefits ?? []).flatMap((benefit) => benefit.refusals.map((refusal): RefusalOf => ({ level: 'benefit', about, refusal }))),
  ]);
}

/** Every AAA of a whole 271, from the source down to the benefits. */
export function allRefusalsOf(response: EligibilityResponse): RefusalOf[] {
  const above = (level: RefusalOf['level'], refusals: readonly Refusal[] | undefined): RefusalOf[] => (refusals ?? []).map((refusal) => ({ level, about: undefined, refusal }));
  return response.sources.flatMap((source) => [
    ...above('source', source.refusals), ...above('source name', source.name?.refusals),
    ...source.receivers.flatMap((receiver) => [...above('receiver', receiver.name?.refusals), ...receiver.subscribers.flatMap(refusalsOf)]),
  ]);
}

/** The subscriber of a read event of a 271; undefined for every other event. */
export function eligibilitySubscriber(event: ReadEvent): EligibilitySubscriber | undefined {
  return event.kind === 'loop' && event.guide.transaction === '271' && event.id === '2000C' ? (event.model as unknown as EligibilitySubscriber) : undefined;
}

function peopleOf(subscriber: EligibilitySubscriber): { about: AboutPerson; name: Named | undefined }[] {
  const person = (role: AboutPerson['role'], name: Named | undefined, traces: readonly { readonly number: string }[]): { about: AboutPerson; name: Named | undefined } => ({
    name,
    about: { role, lastName: name?.lastName, firstName: name?.firstName, memberId: subscriber.name?.id, birthDate: name?.demographics?.birthDate, traces: traces.map((trace) => trace.number) },
  });
  return [person('subscriber', subscriber.name, subscriber.traces), ...subscriber.dependents.map((dependent) => person('dependant', dependent.name as Named | undefined, dependent.traces))];
}
