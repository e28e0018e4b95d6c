import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as x12 from './index';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const examples = Array.from(readme.matchAll(/```ts\n([\s\S]*?)```/g), (match) => match[1] ?? '');

function runnable(example: string): (load: (name: string) => unknown) => Promise<void> {
  const { code } = transformSync(`export default async function (): Promise<void> {\n${example.replace(/^import .*$/gm, '')}\n}`, { swcrc: false, jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } });
  const imports = Array.from(example.matchAll(/^import (?:\{(.*)\}|(\w+)) from '(.*)';$/gm), ([, names, whole, from]) => (whole === undefined ? `const {${names ?? ''}} = load('${from ?? ''}');` : `const ${whole} = load('${from ?? ''}');`));
  return new Function('load', `const exports = {};\n${imports.join('\n')}\n${code.replace('"use strict";', '')}\nreturn exports.default();`) as (load: (name: string) => unknown) => Promise<void>;
}

describe('the README', () => {
  it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(5));

  it.each(examples.map((example, nth): [number, string] => [nth + 1, example]))('is right in example %i', async (_nth, example) => {
    const assert: unknown = jest.requireActual('node:assert/strict');
    await runnable(example)((name) => (name === '@spindle/x12' ? x12 : assert));
  });
});
