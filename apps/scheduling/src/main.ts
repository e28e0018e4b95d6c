import { deliverOverHttp, openDatabase, startRelay } from '@spindle/database';
import { schedulingSchema, schedulingSubgraph } from '@spindle/scheduling';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('scheduling') }, async ({ place, keys, logger }) => {
  const database = await openDatabase(schedulingSchema, place);
  return {
    subgraph: createSubgraph(schedulingSubgraph({ database, clock: systemClock, logger })),
    relay: await startRelay({ ...place, schema: 'scheduling', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger }),
  };
});
