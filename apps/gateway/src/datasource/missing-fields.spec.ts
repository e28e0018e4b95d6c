import { missingFields, MISSING_FIELDS_TOLD } from './missing-fields';
import { nameless } from './subgraph-operation';

const ENTITIES = 'query($representations:[_Any!]!){_entities(representations:$representations){...on Patient{name balance__alias_0:balance __typename}...on Claim{state}}}';

describe('what a failed fetch leaves empty', () => {
  it('is each root field by the name in the answer', () => {
    expect(missingFields('query($a:ID!){sheet:daySheet(id:$a){visits{id}}__typename other}', null)).toEqual([['sheet'], ['other']]);
  });

  it('is each field of each entity that the entity\'s type has', () => {
    expect(missingFields(ENTITIES, [{ __typename: 'Patient' }, { __typename: 'Claim' }])).toEqual([['_entities', 0, 'name'], ['_entities', 0, 'balance'], ['_entities', 1, 'state']]);
  });

  it('is told up to a limit', () => {
    expect(missingFields(ENTITIES, Array.from({ length: 500 }, () => ({ __typename: 'Claim' })))).toHaveLength(MISSING_FIELDS_TOLD);
  });
});

describe('an operation without its name', () => {
  it.each([
    ['query DaySheet__billing__1($a:ID!){x}', 'query($a:ID!){x}', false],
    ['query DaySheet__billing__1{x}', '{x}', false],
    ['{x}', '{x}', false],
    ['{queryName}', '{queryName}', false],
    ['mutation Pay__billing__0($a:ID!){pay(a:$a)}', 'mutation($a:ID!){pay(a:$a)}', true],
    ['mutation{pay}', 'mutation{pay}', true],
  ])('%s becomes %s', (query, text, isMutation) => {
    expect(nameless(query)).toEqual({ text, isMutation });
  });
});
