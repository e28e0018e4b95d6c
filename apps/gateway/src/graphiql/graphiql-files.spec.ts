import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { workspaceFolder } from '@spindle/supergraph';
import { findGraphiql } from './graphiql-files';

const PAGE = readFileSync(join(workspaceFolder(), 'apps/gateway/graphiql/index.html'), 'utf8');

describe('GraphiQL', () => {
  it('is absent until it was bundled', () => { expect(findGraphiql('/nowhere')).toBeNull(); });

  it('names nothing outside its own folder', () => {
    expect([...PAGE.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target)).toEqual(['data:,', 'page.css', 'page.js']);
    expect(PAGE).not.toMatch(/https?:/);
  });

  it('is served with a policy that keeps the page to this gateway', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spindle-graphiql-'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'page.js'), '');
    const files = findGraphiql(folder);
    const app = express();
    if (files) app.use('/graphiql', files.serve);
    const server = createServer(app);
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const at = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    const page = await at('/graphiql');
    expect([page.status, await page.text(), new URL(page.url).pathname]).toEqual([200, PAGE, '/graphiql/']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
    expect((await at('/graphiql/page.js')).headers.get('content-type')).toContain('javascript');
    expect((await at('/graphiql/..%2f..%2fpackage.json')).status).toBeGreaterThanOrEqual(400);
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  });
});
