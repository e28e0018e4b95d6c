import * as answers from './answer-codes';
import { CodeList } from './code-list';
import * as payments from './payment-codes';

describe('code lists', () => {
  it.each(Object.entries({ ...answers, ...payments }))('%s knows no code but its own', (_name, list) => {
    expect(list.find('constructor')).toBeUndefined();
    expect(list.words('??')).toBe('??');
  });

  it('prefers the list that the clinic loaded, and keeps ours for the rest', () => {
    const full = payments.adjustmentReasons.with(new Map([['45', 'the full words']]));
    expect(full.find('45')).toEqual({ code: '45', words: 'the full words', from: 'loaded' });
    expect(full.find('2')).toEqual({ code: '2', words: 'coinsurance', from: 'built-in' });
    expect(payments.adjustmentReasons.words('45')).toBe('above the agreed fee');
  });

  it('names its codes for every balancing rule', () => {
    const known = (list: CodeList, codes: string): string[] => codes.split(' ').filter((code) => list.find(code) === undefined);
    expect(known(payments.claimStatuses, '1 2 3 4 19 20 21 22 23 25')).toEqual([]);
    expect(known(payments.providerAdjustmentReasons, 'WO FB 72 CS L6 50 51 90 B2 B3 BD BN AP C5 CR CT CV E3 IP IR IS J1 L3 LE LS PI PL RA TL WU')).toEqual([]);
    expect(known(answers.statusCategories, 'A0 A1 A2 A3 A4 A5 A6 A7 A8')).toEqual([]);
    expect(known(answers.benefitKinds, '1 2 3 4 5 6 7 8 A B C CB D E F G I J L MC R U V W X')).toEqual([]);
    expect(known(answers.refusalReasons, '42 43 51 58 71 72 73 75 76 78 80')).toEqual([]);
    expect(known(answers.segmentErrors, '1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9')).toEqual([]);
    expect(known(answers.interchangeNotes, '000 001 006 008 018 021 022 025')).toEqual([]);
  });
});
