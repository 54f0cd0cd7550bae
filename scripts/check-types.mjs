// npm run check: every tsconfig, two at a time; prints what the failed ones say.
import { ensureInstalled } from './ensure-installed.mjs'
import { isEntryPoint } from './project-paths.mjs'
import { packageProgram, runCommand } from './run-command.mjs'

const checks = [
  { title: 'tsc -p tsconfig.node.json', command: () => packageProgram('typescript', ['-p', 'tsconfig.node.json'], 'tsc') },
  {
    title: 'svelte-check --tsconfig tsconfig.web.json',
    command: () => packageProgram('svelte-check', ['--tsconfig', 'tsconfig.web.json', '--fail-on-warnings', '--output', 'human'])
  },
  { title: 'tsc -p tsconfig.e2e.json', command: () => packageProgram('typescript', ['-p', 'tsconfig.e2e.json'], 'tsc') },
  { title: 'tsc -p tsconfig.core.json', command: () => packageProgram('typescript', ['-p', 'tsconfig.core.json'], 'tsc') }
]

/**
 * @param {NodeJS.ProcessEnv} env from `ensureInstalled`
 * @returns {Promise<boolean>} whether all of them pass
 */
export async function checkTypes(env) {
  const queue = [...checks]
  let pass = true
  const worker = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const { code, output } = await runCommand(...check.command(), { env })
      if (code === 0) continue
      pass = false
      process.stdout.write(`${check.title} failed:\n${output}\n`)
    }
  }
  await Promise.all([worker(), worker()])
  return pass
}

if (isEntryPoint(import.meta.url)) {
  process.exitCode = (await checkTypes(await ensureInstalled())) ? 0 : 1
}
