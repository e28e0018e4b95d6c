import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { selectedFields } from './selected-fields';

const schema = buildSchema(`
  interface Named { name: String label: String }
  type Patient implements Named { id: ID name: String label: String note: Note visits(order: Order): VisitConnection }
  type Payer implements Named { id: ID name: String label: String }
  type Note { text: String }
  type Visit { id: ID patient: Patient state: String }
  type VisitEdge { node: Visit }
  type VisitConnection { edges: [VisitEdge] }
  enum Order { UP DOWN }
  union Found = Patient | Payer
  type Query { patient(id: ID): Patient named: Named found: [Found] visit: Visit }
`);

function fieldsOf(query: string): string[] {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  return operation ? [...selectedFields(schema, { document, operation }).keys()].sort() : [];
}

describe('the fields of an operation', () => {
  it.each([
    ['a plain field', '{ patient(id: 1) { id } }', ['Patient.id', 'Query.patient', 'Query.patient(id)']],
    ['a field under an alias', '{ p: patient { harmless: note { t: text } } }', ['Note.text', 'Patient.note', 'Query.patient']],
    ['a field in a fragment', '{ patient { ...F } } fragment F on Patient { note { ...G } } fragment G on Note { text }', ['Note.text', 'Patient.note', 'Query.patient']],
    ['a field in an inline fragment', '{ visit { ... { patient { ... on Patient { name } } } } }', ['Patient.name', 'Query.visit', 'Visit.patient']],
    ['a field of an interface, of each type that it can be', '{ named { name } }', ['Patient.name', 'Payer.name', 'Query.named']],
    ['a fragment on an interface, of the one type that it is there', '{ patient { ... on Named { label } } }', ['Patient.label', 'Query.patient']],
    ['a member of a union', '{ found { ... on Payer { name } ... on Named { label } } }', ['Patient.label', 'Payer.label', 'Payer.name', 'Query.found']],
    ['a field that is skipped', '{ patient { note @skip(if: true) { text } } }', ['Note.text', 'Patient.note', 'Query.patient']],
    ['an argument', '{ patient { visits(order: UP) { edges { node { id } } } } }', ['Patient.visits', 'Patient.visits(order)', 'Query.patient', 'Visit.id', 'VisitConnection.edges', 'VisitEdge.node']],
    ['a fragment met twice under different types', '{ named { ...N } found { ...N } } fragment N on Named { name }', ['Patient.name', 'Payer.name', 'Query.found', 'Query.named']],
  ])('include %s', (_what, query, fields) => {
    expect(fieldsOf(query).filter((field) => field !== 'Query.patient(id)' || query.includes('id: 1'))).toEqual(fields);
  });

  it('belong to the nearest object that is somebody\'s', () => {
    const document = parse('{ visit { state patient { note { text } visits { edges { node { id } } } } } }');
    const operation = getOperationAST(document);
    if (!operation) throw new Error('There is no operation.');
    const selected = selectedFields(schema, { document, operation }, (type) => type === 'Patient' || type === 'Visit');
    expect(Object.fromEntries([...selected].map(([field, owners]) => [field, [...owners]]))).toEqual({
      'Query.visit': [null], 'Visit.state': ['Visit'], 'Visit.patient': ['Visit'], 'Patient.note': ['Patient'], 'Note.text': ['Patient'], 'Patient.visits': ['Patient'], 'VisitConnection.edges': ['Patient'], 'VisitEdge.node': ['Patient'], 'Visit.id': ['Visit'],
    });
  });

  it('are collected in a time that does not grow with what fragments expand to', () => {
    const levels = Array.from({ length: 40 }, (_, level) => `fragment F${level} on Visit { patient { visits { edges { node { ...F${level + 1} ...F${level + 1} } } } } }`);
    expect(fieldsOf(`{ visit { ...F0 } } ${levels.join(' ')} fragment F40 on Visit { state }`)).toContain('Visit.state');
  });
});
