import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import query from './day-sheet.graphql';

// Monaco runs its language services in workers; esbuild made each a file beside this one.
const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
globalThis.MonacoEnvironment = { getWorker: (_id, label) => new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', import.meta.url)) };

const today = new Date().toLocaleDateString('sv-SE');
const variables = JSON.stringify({ locationId: '', date: today }, null, 2);

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({ url: '/graphql', headers: { 'x-spindle-csrf': '1' } })}
    defaultQuery={query} defaultTabs={[{ query, variables, headers: null }]}
    defaultEditorToolsVisibility="headers" shouldPersistHeaders={false}
  />,
);
