import { LIMITS } from './limits/limits';
import { settingsOf } from './settings';

const needed = { supergraphPath: '', transports: {}, authenticate: async () => null, port: 0 };

it('switches no guard off and lifts no limit by an option that is undefined', () => {
  const settings = settingsOf({ ...needed, host: undefined, guards: { csrf: undefined, limits: false }, limits: { depth: undefined, tokens: 7 } });
  expect(settings).toMatchObject({ host: '127.0.0.1', guards: { authentication: true, csrf: true, limits: false, introspection: true }, limits: { ...LIMITS, tokens: 7 } });
});
