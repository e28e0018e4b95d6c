import { an, code, composite, count, id, list, loops, repeated, root, segment, segments } from './build';
import { unbounded, type Guide } from './definition';

const context = segments('CTX', ['S', 10], {
  contexts: repeated(1, 10, composite(1, 'R', { name: an(1, 'R', [1, 35]), value: an(2, 'S', [1, 35]) })),
  segment: id(2, 'S', [2, 3]),
  position: count(3, 'S'),
  loop: an(4, 'S', [1, 4]),
  place: composite(5, 'S', { element: count(1, 'R'), component: count(2, 'S'), repetition: count(3, 'S') }),
  reference: composite(6, 'S', { first: an(1, 'R', [1, 4]), second: an(2, 'S', [1, 4]) }),
});

const elementError = loops({ id: '2110', title: 'element in error', usage: 'S', max: unbounded }, segment('IK4', 'R', {
  place: composite(1, 'R', { element: count(1, 'R'), component: count(2, 'S'), repetition: count(3, 'S') }),
  reference: an(2, 'S', [1, 4]),
  code: id(3, 'R', [1, 3]),
  copy: an(4, 'S', [1, 99]),
}), { contexts: context });

const segmentError = loops({ id: '2100', title: 'segment in error', usage: 'S', max: unbounded }, segment('IK3', 'R', {
  segment: id(1, 'R', [2, 3]),
  position: count(2, 'R'),
  loop: an(3, 'S', [1, 4]),
  code: id(4, 'R', [1, 3]),
}), { contexts: context, elements: elementError });

/** Loop 2000 (AK2) of a 999: one transaction set of what was sent. */
export const transactionAnswer = loops({ id: '2000', title: 'transaction set answer', usage: 'S', max: unbounded }, segment('AK2', 'R', {
  transaction: id(1, 'R', [3, 3]),
  controlNumber: an(2, 'R', [4, 9]),
  version: an(3, 'S', [1, 35]),
}), {
  segments: segmentError,
  answer: segment('IK5', 'R', { status: code(1, 'R', ['A', 'E', 'M', 'R', 'W', 'X']), errors: list(2, 5, id(2, 'S', [1, 3])) }),
});

/** 999, implementation acknowledgement (005010X231A1). */
export const acknowledgementGuide = {
  transaction: '999', version: '005010X231A1', reads: ['005010X231', '00'], functionalGroup: 'FA', title: 'implementation acknowledgement', unit: '2000',
  root: root({
    group: segment('AK1', 'R', { functionalGroup: id(1, 'R', [2, 2]), controlNumber: an(2, 'R', [1, 9]), version: an(3, 'S', [1, 12]) }),
    transactions: transactionAnswer,
    answer: segment('AK9', 'R', {
      status: code(1, 'R', ['A', 'E', 'M', 'P', 'R', 'W', 'X']), included: count(2, 'R'), received: count(3, 'R'), accepted: count(4, 'R'), errors: list(5, 5, id(5, 'S', [1, 3])),
    }),
  }),
} satisfies Guide;

/** TA1, interchange acknowledgement: one segment between ISA and GS. */
export const interchangeAnswer = segment('TA1', 'R', {
  controlNumber: an(1, 'R', [9, 9]), date: { ...an(2, 'R', [6, 6]), type: 'DT' as const }, time: { ...an(3, 'R', [4, 4]), type: 'TM' as const },
  status: code(4, 'R', ['A', 'E', 'R']), note: id(5, 'R', [3, 3]),
});

