import { deliverOverHttp, openDatabase, startRelay, startSealer } from '@spindle/database';
import { patientSchema, patientSubgraph } from '@spindle/patient';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('patient') }, async ({ place, keys, sealing, logger }) => {
  const database = await openDatabase(patientSchema, place);
  return {
    subgraph: createSubgraph(patientSubgraph({ database, clock: systemClock, logger })),
    relay: await startRelay({ ...place, schema: 'patient', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger }),
    sealer: await startSealer({ ...place, ...sealing, schema: 'patient', logger }),
  };
});
