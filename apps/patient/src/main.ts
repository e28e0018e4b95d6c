import { deliverOverHttp, openDatabase, startRelay, startSealer } from '@spindle/database';
import { patientSchema, patientSubgraph, startObligationClock } from '@spindle/patient';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('patient') }, async ({ place, keys, sealing, logger }) => {
  const database = await openDatabase(patientSchema, place);
  const subgraph = createSubgraph(patientSubgraph({ database, clock: systemClock, logger }));
  const relay = await startRelay({ ...place, schema: 'patient', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger });
  const obligations = startObligationClock({ place, database, clock: systemClock, logger });
  const sealer = await startSealer({ ...place, ...sealing, schema: 'patient', logger });
  return { subgraph, sealer, relay: { stop: async () => void (await Promise.all([obligations.stop(), relay.stop()])) } };
});
