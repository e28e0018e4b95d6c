import { deliverOverHttp, openDatabase, startSchemaWorkers } from '@spindle/database';
import { schedulingSchema, schedulingSubgraph, startUnaskedWork } from '@spindle/scheduling';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('scheduling') }, async ({ place, keys, sealing, logger }) => {
  const database = await openDatabase(schedulingSchema, place);
  return {
    subgraph: createSubgraph(schedulingSubgraph({ database, clock: systemClock, logger })),
    workers: [
      await startSchemaWorkers({ ...place, ...sealing, schema: 'scheduling', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger }),
      startUnaskedWork({ place, database, clock: systemClock, logger }),
    ],
  };
});
