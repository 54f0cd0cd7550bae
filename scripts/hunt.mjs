// npm run hunt [-- minutes [files...]]: the property tests with ever new seeds, until one fails or the time is over.
// `npm test` draws the same cases each time; this is how cases are met that nobody thought of.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './ensure-installed.mjs'
import { projectRoot } from './project-paths.mjs'
import { handOver, packageProgram, say } from './run-command.mjs'

const largestSeed = 0x7fffffff

process.exitCode = await hunt(process.argv.slice(2))

async function hunt([minutes = '10', ...named]) {
  const durationMs = Number(minutes) * 60_000
  if (!(durationMs > 0)) {
    say(`“${minutes}” is no number of minutes: npm run hunt -- 30 [files...]`)
    return 2
  }
  const env = await ensureInstalled()
  const files = named.length > 0 ? named : filesWithProperties('test/unit')
  const endsAt = performance.now() + durationMs
  for (let round = 1; performance.now() < endsAt; round += 1) {
    const seed = String(Math.floor(Math.random() * largestSeed))
    const [command, args] = packageProgram('vitest', ['run', '--project=core', '--reporter=dot', ...files])
    const code = await handOver(command, args, { ...env, PROPERTY_SEED: seed }, projectRoot)
    if (code !== 0) {
      say(`Round ${round} failed. The same cases again: PROPERTY_SEED=${seed} npx vitest run --project core FILE`)
      return code
    }
    say(`Round ${round} with seed ${seed} found nothing.`)
  }
  return 0
}

function filesWithProperties(folder) {
  return readdirSync(join(projectRoot, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && readFileSync(join(projectRoot, file), 'utf8').includes("'fast-check'"))
}
