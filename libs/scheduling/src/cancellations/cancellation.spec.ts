import { CANCELLATION_CODES, parseCancellation } from './cancellation';

it.each(CANCELLATION_CODES.filter((code) => code !== 'OTHER'))('%s says enough of a cancellation; words are kept with it', (reasonCode) => {
  expect(parseCancellation({ reasonCode }, 'CANCEL')).toEqual({ ok: true, value: { code: reasonCode, reason: null } });
  expect(parseCancellation({ reasonCode, reason: ' away ' }, 'CANCEL')).toEqual({ ok: true, value: { code: reasonCode, reason: 'away' } });
});

it.each(['CANCEL', 'RECORD_NO_SHOW'] as const)('another reason is said in words: %s', (ending) => {
  expect(parseCancellation({ reasonCode: 'OTHER' }, ending)).toMatchObject({ ok: false, error: { field: 'reason' } });
  expect(parseCancellation({ reasonCode: 'OTHER', reason: 'a' }, ending)).toMatchObject({ ok: false, error: { field: 'reason' } });
  expect(parseCancellation({ reasonCode: 'OTHER', reason: 'Jury duty' }, ending)).toMatchObject({ ok: true });
});

it.each(['PROVIDER', 'EQUIPMENT', 'ROOM', 'INTERPRETER', 'SCHEDULING_ERROR', 'PATIENT_LEFT', 'PATIENT_BY_LINK'] as const)('a patient who did not come because of %s is no no-show', (reasonCode) => {
  expect(parseCancellation({ reasonCode, reason: 'The van broke down' }, 'RECORD_NO_SHOW')).toMatchObject({ ok: false, error: { kind: 'InvalidInputError', field: 'reasonCode' } });
});

it.each(['PATIENT', 'PATIENT_FORGOT', 'PATIENT_TRANSPORT', 'WEATHER', 'UNKNOWN'] as const)('a no-show may be for %s', (reasonCode) => {
  expect(parseCancellation({ reasonCode }, 'RECORD_NO_SHOW').ok).toBe(true);
});
