import { deliverOverHttp, openDatabase, startRelay } from '@spindle/database';
import { schedulingSchema, schedulingSubgraph, startUnaskedWork } from '@spindle/scheduling';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('scheduling') }, async ({ place, keys, logger }) => {
  const database = await openDatabase(schedulingSchema, place);
  const subgraph = createSubgraph(schedulingSubgraph({ database, clock: systemClock, logger }));
  const relay = await startRelay({ ...place, schema: 'scheduling', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger });
  const work = startUnaskedWork({ place, database, clock: systemClock, logger });
  return { subgraph, relay: { stop: async () => void (await Promise.all([work.stop(), relay.stop()])) } };
});
