export type { Disclosure as DisclosureMapper } from './disclosure';
