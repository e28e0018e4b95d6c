import { claimGuide, claimTransaction, generateClaim, generateRemittance, interchangeOf, RemittanceReader, remittanceGuide, writePieces, type OutgoingInterchange } from '@spindle/x12';
import { readWholeRemittances, transactionOf } from '@spindle/x12';

/** CPU seconds that a piece of work takes, of all threads of this process. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The baseline: decodes, splits at the terminator, splits each segment at the element separator, and does no more. */
function splitOnly(pieces: readonly Uint8Array[]): number {
  let elements = 0;
  let rest = '';
  for (const piece of pieces) {
    const segments = (rest + Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')).split('~');
    rest = segments.pop() ?? '';
    for (const segment of segments) elements += segment.split('*').length;
  }
  return elements;
}

interface Measured {
  readonly name: string;
  readonly claims: number;
  readonly bytes: number;
  /** Least CPU seconds of the rounds. */
  readonly seconds: number;
  readonly baselineSeconds: number;
}

/** Work and baseline in turn, round by round, so that both meet the same machine; the least of each counts. */
function compare(name: string, claims: number, { work, pieces, rounds }: { work: () => void; pieces: readonly Uint8Array[]; rounds: number }): Measured {
  let seconds = Infinity;
  let baselineSeconds = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    baselineSeconds = Math.min(baselineSeconds, cpuSeconds(() => splitOnly(pieces)));
    seconds = Math.min(seconds, cpuSeconds(work));
  }
  return { name, claims, bytes: pieces.reduce((total, piece) => total + piece.length, 0), seconds, baselineSeconds };
}

function writing(name: string, claims: number, { make, rounds }: { make: () => OutgoingInterchange; rounds: number }): Measured {
  const pieces = [...writePieces(make())];
  const work = (): void => {
    let bytes = 0;
    for (const piece of writePieces(make())) bytes += piece.length;
    if (bytes === 0) throw new Error('nothing was written');
  };
  return compare(name, claims, { work, pieces, rounds });
}

function reading(claims: number, rounds: number): Measured {
  const pieces = [...writePieces(interchangeOf(remittanceGuide, [generateRemittance({ seed: 5, claims })]))];
  const work = (): void => {
    let read = 0;
    const reader = new RemittanceReader((event) => { if (event.kind === 'claim' && event.verdict.balanced) read += 1; });
    for (const piece of pieces) reader.write(piece);
    reader.end();
    if (read !== claims) throw new Error(`${read} of ${claims} claims were read`);
  };
  return compare('read and balance 835', claims, { work, pieces, rounds });
}

function writingClaims(claims: number, rounds: number): Measured {
  const models = Array.from({ length: claims }, (_, nth) => generateClaim({ seed: nth + 1 }));
  return writing('write 837P', claims, { make: () => interchangeOf(claimGuide, [claimTransaction(models)]), rounds });
}

function writingRemittance(claims: number, rounds: number): Measured {
  const file = Buffer.concat([...writePieces(interchangeOf(remittanceGuide, [generateRemittance({ seed: 5, claims })]))]);
  const [whole] = readWholeRemittances(file);
  if (whole === undefined) throw new Error('the remittance was not read');
  const transaction = transactionOf(remittanceGuide, whole.remittance, '0001');
  return writing('write 835', claims, { make: () => interchangeOf(remittanceGuide, [transaction]), rounds });
}

const quick = process.argv.includes('--quick');
const rounds = quick ? 5 : 9;
console.log(JSON.stringify([reading(quick ? 8_000 : 20_000, rounds), writingClaims(quick ? 600 : 1_500, rounds), writingRemittance(quick ? 4_000 : 8_000, rounds)]));
