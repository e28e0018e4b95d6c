import { ReportBuilder, reportText } from './report';

it('lists what was read, mapped and left out with the reasons, most frequent first', () => {
  const report = new ReportBuilder();
  report.fileRead();
  report.fileUnreadable('notes.txt: it is not JSON, so it is not a FHIR bundle.');
  for (const reason of ['planned only', 'no start', 'no start']) {
    report.read('Encounter');
    report.skipped('Encounter', reason);
  }
  report.read('Patient');
  report.mapped('Patient', ['a malformed mail address was left out', 'a malformed mail address was left out']);
  report.recorded('patients', { added: 1 });
  report.recorded('coverages', { added: 1, known: 2, refused: 1 });
  expect(reportText(report.build())).toBe(`Files: 1 read, 1 not FHIR or not readable.
  notes.txt: it is not JSON, so it is not a FHIR bundle.

Resource      read   mapped  skipped
Patient          1        1        0
            in 1: a malformed mail address was left out
Encounter        3        0        3
            skipped 2: no start
            skipped 1: planned only

In Spindle        added    known
patients              1        0
encounters            0        0
conditions            0        0
appointments          0        0
claims                0        0
coverages             1        2
                 1 left out: others of the same priority hold on those days`);
});

it('of nothing says only that', () => {
  expect(reportText(new ReportBuilder().build())).toBe('Files: 0 read.');
});
