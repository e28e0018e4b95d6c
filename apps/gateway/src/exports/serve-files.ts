import { Router } from 'express';
import { parseId } from '@spindle/kernel';
import type { AppParts } from '../http/app';
import type { Identity } from '../identity/identity';
import { RequestRefused } from '../identity/request-refused';
import { accessReportFile } from './access-report-file';
import { disclosuresFile } from './disclosures-file';
import type { Asking } from './pages';
import { requireViewer } from './require-viewer';

type WithGeneration = AppParts['withGeneration'];
type FileOf = (asking: Asking, patientId: string) => Promise<string>;

/**
 * `GET /patients/:patientId/access-report.csv` and `GET /patients/:patientId/disclosures.csv`: what the graph shows of
 * them as a file, under the same rights and written down as the same reads. The address holds an id and nothing else.
 */
export function patientFiles(identity: Identity, withGeneration: WithGeneration): Router {
  const router = Router();
  const serve = (name: string, fileOf: FileOf): void => {
    router.get(`/:patientId/${name}`, async (request, response) => {
      const viewer = await requireViewer(identity, request, response);
      const patientId = parseId(String(request.params['patientId']));
      if (!patientId) throw new RequestRefused(404, 'NOT_FOUND', 'There is no such patient.');
      let text = '';
      await withGeneration(async (generation) => { text = await fileOf({ generation, viewer, requestId: response.locals['requestId'] as string }, patientId); });
      response.setHeader('content-disposition', `attachment; filename="${name}"`).setHeader('content-type', 'text/csv; charset=utf-8; header=present').end(text);
    });
  };
  serve('access-report.csv', (asking, patientId) => accessReportFile(identity, asking, patientId));
  serve('disclosures.csv', disclosuresFile);
  return router;
}
