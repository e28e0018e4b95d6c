import { spawnSync } from 'node:child_process';
import type { CalendarDay } from '@spindle/kernel';
import { loadCatalogue } from '../catalogue';
import { aftercareSheet } from './aftercare-sheet';
import { toPrintable } from './printable';

const { texts, muscles } = loadCatalogue({ clinicFolder: null });
const TODAY = '2026-03-09' as CalendarDay;
const aftercare = texts.aftercareOn(TODAY);
if (!aftercare) throw new Error('There is no aftercare sheet.');
const treated = (...keys: string[]) => keys.map((key) => muscles.find(key)).filter((muscle) => muscle !== null);
const sheet = (keys: string[], ...questions: string[]) => aftercareSheet(aftercare, { muscles: treated(...keys), findings: questions.map((question) => ({ question })) });
const sections = (keys: string[], ...questions: string[]) => sheet(keys, ...questions).sections.map(({ key }) => key);

/** Flesch-Kincaid grade plus five, measured in a process of its own: both packages are ES modules. */
function readingAge(paragraphs: readonly string[]): number {
  const program = `import { fleschKincaid } from 'flesch-kincaid'; import { syllable } from 'syllable';
    const text = ${JSON.stringify(paragraphs.join(' ').replaceAll('{places}', 'neck and shoulder'))};
    const words = text.match(/[\\w']+/g); const sentence = text.match(/[.!?](\\s|$)/g).length;
    console.log(fleschKincaid({ sentence, word: words.length, syllable: words.reduce((sum, word) => sum + syllable(word), 0) }) + 5);`;
  return Number(spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).stdout);
}

describe('texts for patients', () => {
  const all = [...texts.on(TODAY).map(({ key, paragraphs }) => [key, paragraphs] as const), ['aftercare', aftercare.sections.flatMap(({ paragraphs }) => paragraphs)] as const];

  it.each(all)('%s can be read at twelve', (_key, paragraphs) => {
    const age = readingAge(paragraphs);
    expect(age).toBeGreaterThan(4);
    expect(age).toBeLessThanOrEqual(12);
  });

  it.each(all)('%s holds no folklore', (_key, paragraphs) => { expect(paragraphs.join(' ')).not.toMatch(/toxin|detox|flush|lactic|meridian|energy flow|\bqi\b|plenty of water|drink (more |lots of )?water/i); });

  it('say how dry needling differs from acupuncture, and what it feels like: cramp, electric shock', () => {
    const text = (key: string) => texts.on(TODAY).find((each) => each.key === key)?.paragraphs.join(' ');
    expect(text('not-acupuncture')).toContain('We do not do acupuncture here');
    expect(text('what-it-feels-like')).toMatch(/cramp.*electric shock/s);
  });
});

describe('the aftercare sheet', () => {
  it('speaks of soreness, heat or cold and pain relief, of the places that were treated, and when to call', () => {
    expect(sections(['soleus'])).toEqual(['soreness', 'moving', 'heat-cold', 'pain-relief', 'call']);
    expect(sheet(['soleus', 'trapezius-upper']).sections[0]?.paragraphs[0]).toContain('your lower leg and neck today');
  });

  it('warns about breathing after thoracic sites, and only then', () => {
    expect(sheet(['rhomboid-major'])).toMatchObject({ breathingWarning: true });
    expect(sections(['rhomboid-major'])).toContain('breathing');
    expect(sheet(['soleus'])).toMatchObject({ breathingWarning: false });
  });

  it('follows the answers of the screening', () => {
    expect(sections(['soleus'], 'anticoagulant', 'pregnancy')).toEqual(['soreness', 'moving', 'heat-cold', 'pain-relief-thin-blood', 'pregnancy', 'call']);
  });

  it('can be printed, says that nobody has confirmed it, and holds text as text', () => {
    expect(toPrintable(sheet(['soleus']))).toContain('Not yet confirmed by a clinician');
    expect(toPrintable({ title: '<b>', version: 1, confirmedBy: 'Dr. A', sections: [] })).not.toContain('<b>');
  });
});
