import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../../scripts/run-command.mjs'

/** Runs a program of this folder in a process of its own; it is given one JSON value and prints one. */
export async function inOwnProcess<T>(program: URL, input: unknown): Promise<T> {
  const { code, output, stdout } = await runCommand(projectNode(), [fileURLToPath(program), JSON.stringify(input)], { cwd: projectRoot })
  if (code !== 0) throw new Error(`${program.pathname} ended with ${String(code)}:\n${output.slice(-2000)}`)
  return JSON.parse(stdout) as T
}
