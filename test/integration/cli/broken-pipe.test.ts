import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { projectNode } from '../../../scripts/run-command.mjs'
import { cliProgram, startCli } from '../../support/run-cli.ts'

it('says nothing when its reader goes away, and keeps the exit code true', async () => {
  const { child, finished } = startCli(['practice', '--once', '--fault', 'wrong-base'])
  child.stdout?.once('data', () => child.stdout?.destroy())

  const { code, stderr } = await finished

  expect([code, stderr]).toEqual([0, ''])
})

it.runIf(process.platform === 'linux')(
  'says that its result is not whole when the disk is full, and never passes for a verdict',
  async () => {
    await using full = await open('/dev/full', 'w')
    const child = spawn(projectNode(), [cliProgram, 'preview', '--help'], { stdio: ['ignore', full.fd, 'pipe'] })

    if (child.stderr === null) throw new TypeError('It was to be a pipe')
    const [stderr] = await Promise.all([text(child.stderr), once(child, 'close')])

    expect(stderr).toMatch(/^Standard output could not be written to its end \(.*ENOSPC.*\), so the result there is not whole\.\n$/)
    expect(child.exitCode).toBe(2)
  }
)
