import { bulkReaderBench } from './bulk-reader.bench.ts'
import { resultLine } from './compare.ts'
import { fingerprintBench } from './fingerprint.bench.ts'
import { identityBench } from './identity.bench.ts'
import { ladderBench } from './ladder.bench.ts'
import { previewBench } from './preview.bench.ts'
import { samlBench } from './saml.bench.ts'
import { usersBench } from './users.bench.ts'
import { windowBench } from './window.bench.ts'

/** One line per bench; `only` is what stands behind a colon of the name, as in `preview:latency`. */
const benches: Readonly<Record<string, (pairs: number, only?: string) => Promise<string>>> = {
  ladder: async (pairs) => resultLine(await ladderBench(pairs)),
  fingerprint: async (pairs) => resultLine(await fingerprintBench(pairs)),
  users: async (pairs) => resultLine(await usersBench(pairs)),
  window: async (pairs) => resultLine(await windowBench(pairs)),
  bulk: async (pairs) => resultLine(await bulkReaderBench(pairs)),
  preview: previewBench,
  saml: samlBench,
  identity: identityBench
}

const wanted = process.argv.slice(2).map((name) => name.split(':'))
const pairs = Number(process.env['BENCH_PAIRS'] ?? 7)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0) console.log(await bench(pairs))
  for (const [, only] of wanted.filter(([wantedName]) => wantedName === name)) console.log(await bench(pairs, only))
}
