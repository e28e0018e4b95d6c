import { billingSchema, billingSubgraph } from '@spindle/billing';
import { deliverOverHttp, openDatabase, startSchemaWorkers } from '@spindle/database';
import { createSubgraph, runSubgraph, systemClock } from '@spindle/subgraph';
import { addressesFrom } from '@spindle/supergraph';

const addresses = addressesFrom(process.env);

await runSubgraph({ port: addresses.portOf('billing') }, async ({ place, keys, sealing, logger }) => {
  const database = await openDatabase(billingSchema, place);
  return {
    subgraph: createSubgraph(billingSubgraph({ database, clock: systemClock, logger })),
    workers: [await startSchemaWorkers({ ...place, ...sealing, schema: 'billing', deliver: deliverOverHttp({ urls: addresses.urls, keys }), logger })],
  };
});
