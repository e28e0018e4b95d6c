export type { BodyMark as BodyMarkMapper } from './body-mark';
