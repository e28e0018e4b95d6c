import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { workspaceFolder } from '@spindle/supergraph';

/** The bundled GraphiQL. */
export interface GraphiqlFiles {
  readonly serve: RequestHandler;
}

/** What the page may do: its own scripts, styles and workers; requests to this gateway; nothing from elsewhere. */
const CONTENT_SECURITY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'";

/** Finds the bundle made by `apps/gateway/graphiql/build.mjs`; null when it was not made. */
export function findGraphiql(folder: string = join(workspaceFolder(), 'dist/graphiql')): GraphiqlFiles | null {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const router = express.Router();
  router.use((_request, response, next) => {
    response.setHeader('content-security-policy', CONTENT_SECURITY);
    next();
  });
  router.use(express.static(folder, { redirect: true, cacheControl: false }));
  return { serve: router };
}
