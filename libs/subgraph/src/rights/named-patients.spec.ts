import { parse } from 'graphql';
import { namedPatients } from './named-patients';

const [ONE, TWO] = ['0193a6f0-0000-7000-8000-000000000001', '0193a6f0-0000-7000-8000-000000000002'];

it.each<[string, string, Record<string, unknown>, string[]]>([
  ['the patient asked for', 'query ($id: ID!) { patient(id: $id) { id } }', { id: ONE }, [ONE]],
  ['a patient written out', `{ patient(id: "${ONE}") { id } }`, {}, [ONE]],
  ['a list of one patient', 'query ($of: ID!) { claims(patientId: $of) { id } }', { of: ONE }, [ONE]],
  ['the input of a change', 'mutation ($input: X!) { book(input: $input) { id } }', { input: { slot: { patientId: ONE }, id: TWO } }, [ONE]],
  ['both of a merge', 'mutation ($input: X!) { merge(input: $input) { id } }', { input: { survivorId: ONE, mergedId: TWO } }, [ONE, TWO]],
  ['references', 'query ($representations: [_Any!]!) { _entities(representations: $representations) { id } }', { representations: [{ __typename: 'Patient', id: ONE }, { __typename: 'Claim', id: TWO }] }, [ONE]],
  ['one in a fragment', 'query ($id: ID!) { ...f } fragment f on Query { patient(id: $id) { id } }', { id: ONE }, [ONE]],
  ['nobody by what is no id', 'query ($id: ID!) { patient(id: $id) { id } }', { id: 'Smith' }, []],
  ['nobody by a variable that is missing', 'query ($id: ID!) { patient(id: $id) { id } }', {}, []],
  ['nobody by another id', 'query ($id: ID!) { claim(id: $id) { id } }', { id: ONE }, []],
])('an operation names %s', (_name, text, variables, named) => { expect(namedPatients(parse(text), variables)).toEqual(named); });
