import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { OperationMeasure } from './operation-size';

function sizeOf(text: string) {
  const document = parse(text);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  return new OperationMeasure(document).sizeOf(operation);
}

describe('the size of an operation', () => {
  it.each([
    ['{ a }', { depth: 1, aliases: 0, directives: 0, rootFields: 1, selections: 1 }],
    ['{ x: a { b { y: c } } d }', { depth: 3, aliases: 2, directives: 0, rootFields: 2, selections: 4 }],
    ['{ ... on Query { a { ... { b } } } }', { depth: 2, aliases: 0, directives: 0, rootFields: 1, selections: 2 }],
    ['{ ...f ...f } fragment f on Query { x: a { b } }', { depth: 2, aliases: 2, directives: 0, rootFields: 2, selections: 4 }],
    ['query ($v: Int @a) @b { c @d ...f @e } fragment f on Query @g { h @i }', { depth: 1, aliases: 0, directives: 6, rootFields: 2, selections: 2 }],
    ['{ ...f } fragment f on Query { a ...f }', { depth: 1, aliases: 0, directives: 0, rootFields: 1, selections: 1 }],
    ['{ ...gone }', { depth: 0, aliases: 0, directives: 0, rootFields: 0, selections: 0 }],
  ])('%s', (text, size) => { expect(sizeOf(text)).toEqual(size); });

  it('is found quickly for fragments that expand to a thousand million fields', () => {
    const text = Array.from({ length: 30 }, (_, level) => `fragment f${level} on Query { ...f${level + 1} ...f${level + 1} }`).join(' ') + ' fragment f30 on Query { a } { ...f0 }';
    expect(sizeOf(text).selections).toBe(2 ** 30);
  });
});
