import { SAMPLE_LOCATION_IDS } from '@spindle/sample-clinic';
import type { Cases, Scene } from './scene';

const laser = async (scene: Scene, name: string): Promise<object> => {
  const { id, version } = await scene.does('addEquipment', { locationId: scene.location, name, kind: 'LASER' }, 'PRACTICE_ADMIN');
  return { equipmentId: id, version };
};

/** What the administrator of a practice sets up: sites, rooms, people and things whose time is booked. */
export const SET_UP_CASES: Cases = {
  addLocation: { as: 'PRACTICE_ADMIN', input: () => ({ name: 'Erie', timeZone: 'America/Denver', addressLines: ['1 Sample Parkway'], state: 'CO', rooms: [{ name: 'Room 1' }] }) },
  addRoom: { as: 'PRACTICE_ADMIN', input: (scene) => ({ locationId: scene.location, room: { name: 'Room 99' } }) },
  addPractitioner: { as: 'PRACTICE_ADMIN', input: (scene) => ({ given: 'Iris', family: 'Novak', suffix: 'DC', npi: '1234567893', locationIds: [scene.location] }) },
  addEquipment: { as: 'PRACTICE_ADMIN', input: (scene) => ({ locationId: scene.location, name: 'Second laser', kind: 'LASER' }) },
  changeEquipment: { as: 'PRACTICE_ADMIN', input: async (scene) => ({ ...(await laser(scene, 'Laser to change')), capacity: 2 }) },
  retireEquipment: { as: 'PRACTICE_ADMIN', input: (scene) => laser(scene, 'Laser to retire') },
  setTravelTime: { as: 'PRACTICE_ADMIN', input: () => ({ locationId: SAMPLE_LOCATION_IDS.broomfield, otherLocationId: SAMPLE_LOCATION_IDS.westminster, minutes: 5 }) },
};
