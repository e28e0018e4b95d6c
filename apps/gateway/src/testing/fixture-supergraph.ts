import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { FIXTURE_NAMES, FIXTURE_SDL } from './fixture-sdl';

/** Composes the fixtures; `replace` gives one of them another SDL. */
export function fixtureSupergraph(replace: Partial<Record<string, string>> = {}): string {
  const sdl: Partial<Record<string, string>> = { ...FIXTURE_SDL, ...replace };
  const result = composeServices(FIXTURE_NAMES.map((name) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl[name] ?? '') })));
  if (result.errors) throw new Error(result.errors.map((error) => error.message).join('\n'));
  return result.supergraphSdl;
}

const folder = mkdtempSync(join(tmpdir(), 'spindle-gateway-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

/** Writes a supergraph to a file of its own, which lasts as long as the spec. */
export function supergraphFile(sdl: string = fixtureSupergraph()): string {
  const file = join(folder, `supergraph-${(files += 1)}.graphql`);
  writeFileSync(file, sdl);
  return file;
}
