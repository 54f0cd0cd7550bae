import { resultLine } from './compare.ts'
import { fingerprintBench } from './fingerprint.bench.ts'
import { ladderBench } from './ladder.bench.ts'
import { usersBench } from './users.bench.ts'
import { windowBench } from './window.bench.ts'

/** One line per bench. */
const benches = { ladder: ladderBench, fingerprint: fingerprintBench, users: usersBench, window: windowBench }

const wanted = process.argv.slice(2)
const pairs = Number(process.env['BENCH_PAIRS'] ?? 7)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) console.log(resultLine(await bench(pairs)))
}
