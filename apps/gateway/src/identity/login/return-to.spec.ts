import { safeReturnTo } from './return-to';

it.each(['/', '/day?date=2026-03-09', '/patients/1#notes', '/a//b'])('goes back to %s', (path) => { expect(safeReturnTo(path, '/home')).toBe(path); });

it.each([
  undefined, '', 'day', 'https://evil.example', '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example', 'javascript:alert(1)',
  '/..//evil.example', '/.//evil.example', '/%5cevil\\', ['/day'], `/${'a'.repeat(2_000)}`, ' /day', '/day\u0000',
])('goes home instead of to %j', (path) => { expect(safeReturnTo(path, '/home')).toBe('/home'); });
