import { deliverOverHttp, openDatabase, startSchemaWorkers } from '@spindle/database';
import { patientSchema, patientSubgraph, startObligationClock } from '@spindle/patient';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('patient') }, async ({ place, keys, sealing, logger }) => {
  const database = await openDatabase(patientSchema, place);
  return {
    subgraph: createSubgraph(patientSubgraph({ database, clock: systemClock, logger })),
    workers: [
      await startSchemaWorkers({ ...place, ...sealing, schema: 'patient', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger }),
      startObligationClock({ place, database, clock: systemClock, logger }),
    ],
  };
});
