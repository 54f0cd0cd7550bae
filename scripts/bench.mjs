// npm run bench [-- NAME...]: ratios against a reference in the same run, as test/bench/*.bench.ts say. Never part of a test: a ratio informs, it does not fail.
import { join } from 'node:path'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { projectRoot } from './project-paths.mjs'
import { handOver, projectNode, say } from './run-command.mjs'
import { startVirtualScreen } from './virtual-screen.mjs'

try {
  const env = await ensureInstalled()
  await ensureBuilt(env)
  const screen = env.DISPLAY === undefined && process.platform === 'linux' ? await startVirtualScreen() : undefined
  const bench = join(projectRoot, 'test', 'bench', 'run.ts')
  process.exitCode = await handOver(projectNode(), [bench, ...process.argv.slice(2)], {
    ...env,
    ...(screen && { DISPLAY: screen.DISPLAY })
  })
  await screen?.stop()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
