import { closeSync, openSync, readSync } from 'node:fs';
import { RemittanceReader } from '@spindle/x12';

const [file = ''] = process.argv.slice(2);
let claims = 0;
let balanced = false;
const reader = new RemittanceReader((event) => {
  if (event.kind === 'claim') claims += 1;
  if (event.kind === 'verdict') balanced = event.verdict.balanced;
});
const descriptor = openSync(file, 'r');
const buffer = new Uint8Array(65_536);
for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) reader.write(buffer.subarray(0, length));
closeSync(descriptor);
reader.end();
console.log(JSON.stringify({ claims, balanced, peakBytes: process.resourceUsage().maxRSS * 1024 }));
