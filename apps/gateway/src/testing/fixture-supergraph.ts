import { mkdtempSync, writeFileSync } from 'node:fs';
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

/** Writes a supergraph to a file of its own. */
export function supergraphFile(sdl: string = fixtureSupergraph()): string {
  const file = join(mkdtempSync(join(tmpdir(), 'spindle-gateway-')), 'supergraph.graphql');
  writeFileSync(file, sdl);
  return file;
}
