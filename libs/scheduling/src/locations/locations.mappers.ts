export type { Location as LocationMapper, Room as RoomMapper } from './location';
