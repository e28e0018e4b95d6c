import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { consent, screen } from './clinical-steps';
import { PatientClinic } from './patient-clinic';

export interface Payload {
  readonly [thing: string]: unknown;
  readonly errors: readonly { readonly __typename: string; readonly [field: string]: unknown }[];
}

const NOTE = 'note { id version state subjective objective assessment plan author { id } signedBy { id } cosignedBy { id } versions { version text { subjective } } addenda { text } signingChecks { check finding overrideReason overriddenBy { id } } }';
const NEEDLING = 'encounter { needling { needlesIn needlesOut distinctMuscles procedureCode sites { id side lot sensation muscle { name } } history { id withdrawn correctsId } } }';
const LINES = 'encounter { serviceLines { id code label timed minutesByClinician } timedUnits { minutes medicare { units byCode { code units } } ama { units } } }';
const SELECTIONS: Readonly<Record<string, readonly [string, string]>> = {
  saveNote: [NOTE, '... on NoteConflictError { currentVersion current { subjective } yours { subjective } }'],
  copyNoteForward: [NOTE, '... on InvalidInputError { field }'],
  signNote: [NOTE, '... on SigningRefusedError { failures musclesOutsideConsent { name } } ... on StaleVersionError { currentVersion }'],
  cosignNote: [NOTE, ''],
  addendNote: [NOTE, ''],
  recordNeedlingSite: [NEEDLING, '... on InvalidInputError { field } ... on ServiceLineNotAllowedError { rule }'],
  correctNeedlingSite: [NEEDLING, ''],
  withdrawNeedlingSite: [NEEDLING, ''],
  recordPain: ['encounter { painBefore painAfter }', ''],
  recordRangeOfMotion: ['encounter { rangeOfMotion { phase movement side degrees } }', '... on InvalidInputError { field }'],
  recordServiceLine: [LINES, '... on ServiceLineNotAllowedError { rule source } ... on InvalidInputError { field }'],
  correctServiceLine: [LINES, ''],
  withdrawServiceLine: [LINES, ''],
  recordAdverseEvent: ['adverseEvent { kind severity description }', '... on InvalidInputError { field }'],
  completeCareTask: ['careTask { id version outcome }', '... on StaleVersionError { currentVersion }'],
};

/** What is written for a muscle, with what a test wants otherwise. */
export function anEntry(otherwise: object = {}): object {
  return {
    muscleKey: 'trapezius-upper', side: 'LEFT', needleDiameterMm: 0.3, needleLengthMm: 40, lot: 'L-2031', needlesIn: 2, needlesOut: 2,
    tautBand: true, twitchResponse: 'SEEN', sensation: 'like a cramp', electricalStimulation: false, ...otherwise,
  };
}

export const NOTE_TEXT = { subjective: 'Neck pain, less than last week.', objective: 'Taut band, left upper trapezius.', assessment: 'Improving.', plan: 'Again in three days.' };

/** A visit in which a practitioner treats a patient, with the words by which it is written down. */
export class Treatment {
  patientId!: Id<'Patient'>;
  practitionerId!: Id<'Practitioner'>;
  encounterId!: Id<'Encounter'>;

  constructor(readonly clinic: PatientClinic) {}

  /** Another patient, screened and with a consent, another practitioner, and a visit that is going on. */
  async begin(): Promise<void> {
    this.clinic.now = new Date('2026-03-09T15:30:00Z');
    this.patientId = await this.clinic.register();
    this.practitionerId = newId();
    await this.credential(this.practitionerId, 'LICENSE');
    await this.credential(this.practitionerId, 'DRY_NEEDLING');
    await screen(this.clinic, this.patientId);
    await consent(this.clinic, this.patientId);
    this.encounterId = await this.visit();
  }

  async credential(practitionerId: Id<'Practitioner'>, kind: string): Promise<void> {
    const credentialId = newId<'Credential'>();
    await this.clinic.tell('CredentialChanged', credentialId, { credentialId, practitionerId, kind, validFrom: '2020-01-01', validThrough: null, hours: null, confirmed: true });
  }

  async visit(practitionerId = this.practitionerId, at = this.clinic.now): Promise<Id<'Encounter'>> {
    return this.clinic.encounterOf(await this.clinic.visit({ patientId: this.patientId, practitionerId, at, isCompleted: false }));
  }

  async mutate(name: string, input: object, by = this.practitionerId): Promise<Payload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const [thing, details] = SELECTIONS[name] ?? ['', ''];
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${thing} errors { __typename ... on UserError { message } ${details} } } }`;
    const { data, errors } = await this.clinic.ask<Record<string, Payload>>(query, { input: { idempotencyKey: randomUUID(), ...input } }, this.clinic.practitioner(by));
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data[name] as Payload;
  }

  needle(otherwise: object = {}, by = this.practitionerId): Promise<Payload> {
    return this.mutate('recordNeedlingSite', { encounterId: this.encounterId, entry: anEntry(otherwise) }, by);
  }

  save(version: number | null = null, otherwise: object = {}, by = this.practitionerId): Promise<Payload> {
    return this.mutate('saveNote', { encounterId: this.encounterId, version, ...NOTE_TEXT, ...otherwise }, by);
  }

  async pain(before: number, after: number): Promise<void> {
    await this.mutate('recordPain', { encounterId: this.encounterId, phase: 'BEFORE', score: before });
    await this.mutate('recordPain', { encounterId: this.encounterId, phase: 'AFTER', score: after });
  }

  /** Everything that a signature under needling stands for. */
  async complete(): Promise<{ readonly id: string; readonly version: number }> {
    await this.needle();
    await this.pain(6, 3);
    return noteOf(await this.save());
  }

  /** How many rows there are, the audit trail's aside: refusals are in it too. */
  async stored(): Promise<object> {
    const { audit_event: _each, ...counts } = await this.clinic.rowCounts();
    return counts;
  }
}

export function noteOf(payload: Payload): { readonly id: string; readonly version: number } {
  return payload['note'] as { readonly id: string; readonly version: number };
}
