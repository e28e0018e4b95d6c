import { deliverOverHttp, openDatabase, startRelay, startSealer } from '@spindle/database';
import { schedulingSchema, schedulingSubgraph, startUnaskedWork } from '@spindle/scheduling';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('scheduling') }, async ({ place, keys, sealing, logger }) => {
  const database = await openDatabase(schedulingSchema, place);
  const subgraph = createSubgraph(schedulingSubgraph({ database, clock: systemClock, logger }));
  const relay = await startRelay({ ...place, schema: 'scheduling', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger });
  const work = startUnaskedWork({ place, database, clock: systemClock, logger });
  const sealer = await startSealer({ ...place, ...sealing, schema: 'scheduling', logger });
  return { subgraph, sealer, relay: { stop: async () => void (await Promise.all([work.stop(), relay.stop()])) } };
});
