import { error, type ClaimFinding } from './finding';
import { isMedicare, type Rule } from './subject';

/** SBR02 says 18 exactly when the patient is the subscriber. */
const relationship: Rule = ({ subscriber, patient }) => {
  const place = { loop: '2000B', segment: 'SBR', element: 2, box: '6' };
  const self = subscriber.insurance?.relationship === '18';
  if (patient === undefined && !self) return [error('RELATIONSHIP_MISSING', place, ['There is no patient besides the subscriber, yet the subscriber is not said to be the patient.', 'Set SBR02 to 18, or add the patient.'])];
  return patient !== undefined && self ? [error('RELATIONSHIP_SELF', place, ['The subscriber is said to be the patient, yet another patient is given.', 'Leave SBR02 empty, or remove the patient.'])] : [];
};

/** A patient who is the subscriber has address, birth date and sex at the subscriber. */
const subscriberFacts: Rule = ({ subscriber, patient }) => {
  if (patient !== undefined) return [];
  const findings: ClaimFinding[] = [];
  const missing = (segment: string, what: string, box: string): void => {
    findings.push(error('SUBSCRIBER_FACTS_MISSING', { loop: '2010BA', segment, box }, [`The patient is the subscriber, and the ${what} is missing.`, `Add ${segment}.`]));
  };
  if (subscriber.name?.street === undefined) missing('N3', 'street', '7');
  if (subscriber.name?.city === undefined) missing('N4', 'city', '7');
  if (subscriber.name?.demographics === undefined) missing('DMG', 'birth date and sex', '3');
  return findings;
};

/** Medicare that is not primary needs the kind of insurance (SBR05). */
const secondaryMedicare: Rule = (subject) => {
  const { insurance } = subject.subscriber;
  if (!isMedicare(subject) || insurance === undefined || insurance.rank === 'P' || insurance.insuranceType !== undefined) return [];
  return [error('MEDICARE_SECONDARY_TYPE', { loop: '2000B', segment: 'SBR', element: 5 }, ['Medicare is not primary, and the reason (SBR05) is missing.', 'Enter why another payer comes first: 12 working aged, 43 disability, 47 liability and so on.'])];
};

/** A claim that is not primary carries what the earlier payers did. */
const earlierPayers: Rule = ({ subscriber, claim }) => {
  const rank = subscriber.insurance?.rank;
  if (rank === undefined || rank === 'P' || rank === 'U' || claim.otherPayers.length > 0) return [];
  return [error('EARLIER_PAYER_MISSING', { loop: '2320', segment: 'SBR', element: 1, box: '11d' }, [`The payer is asked as ${rank}, yet no earlier payer is given.`, 'Add loop 2320 with what the earlier payer decided.'])];
};

/** No two payers of a claim have the same rank. */
const ranks: Rule = ({ subscriber, claim }) => {
  const seen = new Set([subscriber.insurance?.rank]);
  return claim.otherPayers.flatMap(({ rank }) => {
    const twice = rank !== 'U' && seen.has(rank);
    seen.add(rank);
    return twice ? [error('RANK_TWICE', { loop: '2320', segment: 'SBR', element: 1 }, [`Two payers are given as ${rank}.`, 'Put the payers in their order: P, S, T, A.'])] : [];
  });
};

/** The rules of this file, in the order of their findings. */
export const coverageRules: readonly Rule[] = [relationship, subscriberFacts, secondaryMedicare, earlierPayers, ranks];
