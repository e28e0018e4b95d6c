import type { Request, Response } from 'express';
import type { Viewer } from '@spindle/subgraph';
import { CredentialsRefused } from '../identity/credentials';
import type { Identity } from '../identity/identity';
import { requireAdmission } from '../identity/rates/admission';
import { countedAddress } from '../identity/rates/client-address';
import { signInFirst } from '../identity/request-refused';

/** Who asks for a file, by session or token as in the graph, and within the same limits. Throws what the client is to be told. */
export async function requireViewer(identity: Identity, request: Request, response: Response): Promise<Viewer> {
  const requestId = response.locals['requestId'] as string;
  const viewer = await identity.authenticate(request).catch((cause: unknown) => {
    if (cause instanceof CredentialsRefused) return null;
    throw cause;
  });
  if (!viewer) {
    await identity.denials.recordUnauthenticated(countedAddress(request.ip), { requestId, operation: null });
    throw signInFirst();
  }
  requireAdmission(response, identity.rates.admit('person', viewer.personId));
  return viewer;
}
