import { join } from 'node:path'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../../scripts/run-command.mjs'

/** Runs a command of the command line of the same build as the window; `env` is added to ours. It never opens our keychain. */
export function runBuiltCommandLine(args: readonly string[], env: Readonly<Record<string, string>>): ReturnType<typeof runCommand> {
  return runCommand(projectNode(), [join(projectRoot, 'out', 'main', 'cli.js'), ...args], {
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', ...env }
  })
}
