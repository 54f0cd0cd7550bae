import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { installLine, screenPackages } from './debian-packages.mjs'
import { dieWithParent } from './die-with-parent.mjs'
import { findProgram } from './run-command.mjs'

/**
 * Starts a screen in memory. Unlike with xvfb-run, two at a time never want the same number, and its end cannot change an exit code.
 * @returns {Promise<{ DISPLAY: string, stop: () => Promise<void> }>} `DISPLAY` is what goes into a program's environment. Throws where there is no Xvfb.
 */
export async function startVirtualScreen() {
  const program = findProgram('Xvfb')
  if (program === undefined) throw new Error(`A screen in memory needs Xvfb. On Debian, as root: ${installLine(screenPackages)}`)
  // It takes the first free number and writes it to this descriptor once it accepts clients.
  const args = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const child = spawn(...dieWithParent(program, args), { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  const [number] = await Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) => Promise.reject(new Error(`Xvfb ended with exit code ${code}`)))
  ])
  const stop = async () => {
    child.kill()
    await ended
  }
  return { DISPLAY: `:${String(number).trim()}`, stop }
}
