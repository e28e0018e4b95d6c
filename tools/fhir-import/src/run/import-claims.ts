import { mapClaim, type MappedClaim } from '../mapping/claim';
import { mapExplanationOfBenefit, withBenefit, type MappedBenefit } from '../mapping/explanation-of-benefit';
import type { Entry } from '../bundle/entry';
import { identityOf } from '../bundle/identity';
import type { Unit } from '../bundle/read-units';
import type { CoverageDays } from './coverage-days';
import { readOrNull, type FromResource, type ImportRun } from './import-run';
import { storeClaims } from './store-claims';
import type { UnitResolver } from './unit-resolver';

const BENEFIT = 'ExplanationOfBenefit';

type Benefit = FromResource<MappedBenefit>;
/** A claim with the explanation that answers it. */
interface Answered extends FromResource<MappedClaim> { readonly answer: Benefit | null }

/** The third step: claims with the explanations that answer them, in whichever file of the run those are. */
export class ClaimImport {
  readonly #run: ImportRun;
  readonly #coverages: CoverageDays;
  /** Explanations whose claims are in other files, by patient and claim. */
  readonly #apart = new Map<string, Benefit>();

  constructor(run: ImportRun, coverages: CoverageDays) {
    this.#run = run;
    this.#coverages = coverages;
  }

  /** Reads the explanations whose claims are not in the unit; to be called for every unit before the first claim is imported. */
  collectAnswers(unit: Unit): void {
    const resolver = this.#run.resolverOf(unit);
    const apart = unit.filter((entry) => entry.type === BENEFIT && !answersWithin(entry, resolver));
    this.#file(this.#apart, this.#run.map(apart, BENEFIT, (entry) => mapExplanationOfBenefit(entry, resolver)));
  }

  async importClaims(unit: Unit): Promise<void> {
    const resolver = this.#run.resolverOf(unit);
    const together = unit.filter((entry) => entry.type === BENEFIT && answersWithin(entry, resolver));
    const answers = new Map<string, Benefit>();
    this.#file(answers, this.#run.map(together, BENEFIT, (entry) => mapExplanationOfBenefit(entry, resolver)));
    const claims = unit.filter(({ type, refusal }) => type === 'Claim' && refusal === null);
    await this.#store(claims.flatMap((entry) => {
      const answer = this.#takeAnswer(entry, answers, resolver);
      const [claim] = this.#run.map([entry], 'Claim', () => mapClaim(entry, resolver));
      if (!claim && answer) this.#leaveOut(answer, 'its claim was not imported');
      return claim ? [{ ...claim, row: answer ? withBenefit(claim.row, answer.row) : claim.row, answer }] : [];
    }));
    for (const answer of answers.values()) this.#leaveOut(answer, "it answers another patient's claim");
  }

  /** Imports the explanations whose claims are in none of the files, as claims of their own. */
  async importRest(): Promise<void> {
    const alone: Answered[] = [];
    for (const benefit of this.#apart.values()) {
      if (benefit.row.standalone) alone.push({ ...benefit, row: benefit.row.standalone, answer: null });
      else this.#leaveOut(benefit, 'no claim in the files, and no day of service');
    }
    await this.#store(alone);
  }

  /** Of several explanations of one claim the newest counts. */
  #file(answers: Map<string, Benefit>, benefits: readonly Benefit[]): void {
    for (const benefit of benefits) {
      const key = answerKey(benefit.row.patientKey, benefit.row.claimIdentity ?? `none ${this.#apart.size}`);
      answers.set(key, this.#newer(answers.get(key) ?? null, benefit) ?? benefit);
    }
  }

  #newer(one: Benefit | null, other: Benefit | null): Benefit | null {
    if (!one || !other) return one ?? other;
    const [newest, older] = one.row.created > other.row.created ? [one, other] : [other, one];
    this.#leaveOut(older, 'a newer explanation of its claim was taken');
    return newest;
  }

  #takeAnswer(claim: Entry, together: Map<string, Benefit>, resolver: UnitResolver): Benefit | null {
    const patient = resolver.patientOf(claim.resource['patient'], claim);
    const identity = readOrNull(() => identityOf(claim));
    if (patient.kind === 'SKIPPED' || identity === null) return null;
    const key = answerKey(patient.key, identity);
    const answer = this.#newer(this.#apart.get(key) ?? null, together.get(key) ?? null);
    this.#apart.delete(key);
    together.delete(key);
    return answer;
  }

  #leaveOut({ type }: Benefit, reason: string): void {
    this.#run.report.skipped(type, reason);
  }

  async #store(claims: readonly Answered[]): Promise<void> {
    const stored = new Set(await storeClaims(this.#run, claims));
    for (const claim of claims) {
      if (stored.has(claim)) this.#coverages.seen(claim.row);
      if (claim.answer && stored.has(claim)) this.#run.report.mapped(BENEFIT, claim.answer.notes);
      else if (claim.answer) this.#leaveOut(claim.answer, 'its claim was not imported');
    }
  }
}

function answersWithin(benefit: Entry, resolver: UnitResolver): boolean {
  return resolver.entryOf(benefit.resource['claim'], benefit)?.type === 'Claim';
}

function answerKey(patientKey: string, claimIdentity: string): string {
  return `${patientKey} ${claimIdentity}`;
}
