import fc from 'fast-check';
import type { ElementDefinition, Fields, Guide, LoopDefinition, Parts } from '../guide/definition';
import { guides } from '../guide/guides';
import { readEventsSync } from '../read/document-reader';
import { serialise } from '../tokenizer/serialise';
import { tokensSync } from '../tokenizer/tokens';
import { writeBytes } from '../write/write';

const character = fc.constantFrom(...'ABCXYZ0123789 -.');
const words = (min: number, max: number): fc.Arbitrary<string> => fc.string({ unit: character, minLength: Math.max(min, 1), maxLength: Math.min(max, 12) + min }).map((text) => text.slice(0, max));

function valueOf(element: ElementDefinition): fc.Arbitrary<unknown> {
  switch (element.kind) {
    case 'money': return fc.bigInt(-(10n ** 12n), 10n ** 12n);
    case 'count': return fc.nat(99_999);
    case 'composite': return fieldsOf(element.fields ?? {});
    case 'repeated': return fc.array(valueOf(element.each as ElementDefinition), { minLength: element.usage === 'R' ? 1 : 0, maxLength: 4 });
    case 'list': return fc.array(valueOf(element.each as ElementDefinition), { minLength: element.usage === 'R' ? 1 : 0, maxLength: element.times ?? 1 });
    case 'groups': return fc.array(fieldsOf(element.fields ?? {}), { minLength: 1, maxLength: element.times ?? 1 });
    default: return element.codes === undefined ? words(element.min, element.max) : fc.constantFrom(...element.codes);
  }
}

function fieldsOf(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const shown = Object.entries(fields).filter(([, element]) => element.kind !== 'fixed');
  const needed = shown.filter(([, element]) => element.usage === 'R' || element.needed).map(([name]) => name);
  return fc.record(Object.fromEntries(shown.map(([name, element]) => [name, valueOf(element)])), { requiredKeys: needed }).map((record) => withoutHollow(fields, record));
}

/** A situational composite with nothing in it cannot be told from one that is not there. */
function withoutHollow(fields: Fields, record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name, value]) => fields[name]?.kind !== 'composite' || fields[name]?.usage === 'R' || Object.values(value as object).some((part) => !Array.isArray(part) || part.length > 0)));
}

function partsOf(parts: Parts, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const shown = Object.entries(parts).filter(([, part]) => part.cardinality !== 'made' || part.part === 'loop');
  const record = shown.map(([name, part]): [string, fc.Arbitrary<unknown>] => {
    const one = part.part === 'segment' ? fieldsOf(part.fields) : loopOf(part, depth + 1);
    return [name, part.cardinality === 'many' ? fc.array(one, { minLength: part.usage === 'R' ? 1 : 0, maxLength: Math.min(part.max, depth > 4 ? 1 : 2), size: 'max' }) : one];
  });
  const lists = shown.filter(([, part]) => part.usage === 'R' || part.cardinality === 'many').map(([name]) => name);
  return fc.record(Object.fromEntries(record), { requiredKeys: lists });
}

function loopOf(loop: LoopDefinition, depth: number): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(fieldsOf(loop.head.fields), partsOf(loop.parts, depth)).map(([fields, parts]) => ({ ...fields, ...parts }));
}

const delimiterSets = fc.tuple(fc.uniqueArray(fc.constantFrom(...'*|!+^~><:;=\x1d'), { minLength: 4, maxLength: 4 }), fc.boolean()).map(([set, byLine]) => (byLine ? [...set.slice(0, 3), '\n'] : set));

const envelope = { senderQualifier: 'ZZ', sender: 'SENDER', receiverQualifier: 'ZZ', receiver: 'RECEIVER', date: '260401', time: '1200', controlNumber: '1', usage: 'T' } as const;

function write(guide: Guide, model: object, [element = '*', component = ':', repetition = '^', terminator = '~']: readonly string[]): Uint8Array {
  const group = { sender: 'S', receiver: 'R', date: '20260401', time: '1200', controlNumber: '1', guide, transactions: [{ guide, model, controlNumber: '0001' }] };
  return writeBytes({ ...envelope, groups: [group] }, { delimiters: { element, component, repetition, terminator } });
}

describe.each(guides.map((guide) => [`${guide.transaction} ${guide.version}`, guide] as const))('%s', (_name, guide) => {
  it('reads what it writes, for random models and delimiters', () => {
    fc.assert(fc.property(partsOf(guide.root.parts, 0), delimiterSets, (model, delimiters) => {
      const bytes = write(guide, model, delimiters);
      const events = [...readEventsSync(bytes, { keep: true })];
      const end = events.find((event) => event.kind === 'transaction-end');
      expect(structuredClone(end?.kind === 'transaction-end' ? end.model : undefined)).toEqual(model);
      expect(events.flatMap((event) => (event.kind === 'finding' ? [event.finding.message] : []))).toEqual([]);
      expect(serialise(tokensSync(bytes))).toEqual(bytes);
    }), { numRuns: guide.transaction === '837' ? 25 : 60, seed: 12 });
  });

  it('names every field and part once in each loop', () => {
    const check = (loop: LoopDefinition): void => {
      const names = [...Object.keys(loop.head.fields), ...Object.keys(loop.parts)];
      expect(new Set(names).size).toBe(names.length);
      for (const part of Object.values(loop.parts)) if (part.part === 'loop') check(part);
    };
    check(guide.root);
  });
});
