// npm run --silent cli -- ARGUMENTS: the command line, from the sources, on the project's Node. Standard output carries its results only.
import { join } from 'node:path'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { projectRoot } from './project-paths.mjs'
import { handOver, projectNode, say } from './run-command.mjs'

const couldNotRun = 2

try {
  const env = await ensureInstalled()
  await ensureBuilt(env)
  process.exitCode = await handOver(
    projectNode(),
    [join(projectRoot, 'out', 'main', 'cli.js'), ...process.argv.slice(2)],
    env,
    callersFolder()
  )
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = couldNotRun
}

// npm changes to the project's folder, and file names are meant from where the person stands.
function callersFolder() {
  const initial = process.env['npm_lifecycle_event'] === 'cli' ? process.env['INIT_CWD'] : undefined
  return initial ?? process.cwd()
}
