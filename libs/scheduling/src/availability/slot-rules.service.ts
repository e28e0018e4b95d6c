import type { Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { SlotRule } from './slot-rule';

/** Whom and what a rule is about. */
export interface RuleSubject {
  readonly practiceId: Id<'Practice'>;
  /** A patient or lead. */
  readonly personId: string;
  readonly serviceTypeCode: string;
}

/** Reads what a rule needs, in one statement, and makes the rule. */
export type SlotRuleSource = (sql: Sql, subject: RuleSubject) => Promise<SlotRule>;

/** Every rule beside time and place that a search and a booking ask. A feature that keeps such facts adds its source here. */
export const SLOT_RULE_SOURCES: readonly SlotRuleSource[] = [];
