import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sharedSdlPath, subgraphs, supergraphPath, workspaceFolder } from './index';

describe('the list of subgraphs', () => {
  it('names each once, at an address of its own, with its library', () => {
    expect(subgraphs.map(({ name }) => name)).toEqual(expect.arrayContaining(['patient', 'scheduling', 'billing']));
    expect(new Set(subgraphs.map(({ name }) => name)).size).toBe(subgraphs.length);
    expect(new Set(subgraphs.map(({ url }) => new URL(url).port)).size).toBe(subgraphs.length);
    expect(subgraphs.filter(({ sdl }) => !existsSync(join(workspaceFolder(), sdl)))).toEqual([]);
  });

  it('lies beside the composed supergraph and the shared SDL', () => {
    expect([supergraphPath, join(workspaceFolder(), sharedSdlPath)].filter((file) => !existsSync(file))).toEqual([]);
  });

  it('is found from a bundle, and from the working directory when the bundle was moved away', () => {
    expect(workspaceFolder(join(workspaceFolder(), 'dist/gateway'))).toBe(workspaceFolder());
    expect(workspaceFolder('/')).toBe(process.cwd());
  });
});
