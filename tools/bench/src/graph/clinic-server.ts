import { startClinic } from '@spindle/clinic';
import { jsonLogger } from '@spindle/subgraph';

/** The whole clinic in one process, as `npm start` serves it. */
const clinic = await startClinic({
  place: { url: process.env['CLINIC_DATABASE_URL'] ?? '', secret: process.env['SPINDLE_SECRET'] ?? '' },
  port: 0,
  guards: { rates: false },
  logger: jsonLogger((line) => { if (line.includes('"error"')) process.stderr.write(line); }),
});
process.send?.({ port: clinic.gateway.port });
process.once('disconnect', () => process.exit(0));
