import type { Page } from '@spindle/kernel';
import type { GroupSession, GroupSessionFullError } from './group-session';

export type GroupSessionMapper = GroupSession;
export type GroupSessionConnectionMapper = Page<GroupSession>;
export type GroupSessionFullErrorMapper = GroupSessionFullError;
