import { expect, it } from 'vitest'
import { startCli } from '../../support/run-cli.ts'

it('says nothing when its reader goes away, and keeps the exit code true', async () => {
  const { child, finished } = startCli(['practice', '--once', '--fault', 'wrong-base'])
  child.stdout?.once('data', () => child.stdout?.destroy())

  const { code, stderr } = await finished

  expect([code, stderr]).toEqual([0, ''])
})
