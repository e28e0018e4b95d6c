import { readExportCommand } from './export-command';

const ID = '01930000-0000-7000-8000-000000000001';

it('takes a patient, a file from where it was typed, and a gateway', () => {
  expect(readExportCommand(['--patient', ID, '--to', 'out.json'], '/home/me')).toEqual({ patientId: ID, to: '/home/me/out.json', gateway: 'http://localhost:4000' });
  expect(readExportCommand(['--patient', ID, '--to', '/out.json', '--gateway', 'https://clinic.example'], '/')).toMatchObject({ to: '/out.json', gateway: 'https://clinic.example' });
});

it.each([[[]], [['--patient', 'Ana', '--to', 'a']], [['--patient', ID]], [['--patient', ID, '--to', 'a', '--gateway', 'here']], [['--patien', ID]]])('what makes no sense is answered with one line: %j', (words) => {
  expect(readExportCommand(words, '/')).toMatch(/^[^\n]+Usage: npm run export -- --patient[^\n]+$/);
});
