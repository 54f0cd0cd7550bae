import { getEventListeners } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../../scripts/run-command.mjs'
import { createBulkDirectory } from '../../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import { startEndlessDirectory } from '../../support/endless-directory.ts'
import { openFaultDesk } from '../../support/fault-desk.ts'
import type { HeldMemory } from '../../support/memory-program.ts'

const people = 8_000

it('holds nothing of readings that were cancelled, three previews at most, and none that was closed', async () => {
  await using directory = await startEndlessDirectory({ people, groups: 400 })
  const program = join(projectRoot, 'test', 'support', 'memory-program.ts')
  const { code, stdout, output } = await runCommand(projectNode(), [program, String(directory.port), String(people)])
  expect(code, output).toBe(0)

  const { afterCancelled, afterRead, afterClosed } = heldIn(stdout)
  const [one = 0, , three = 0] = afterRead
  expect(one).toBeGreaterThan(1)
  for (const held of afterCancelled) expect(held).toBeLessThan(one / 4)
  for (const held of afterRead) expect(held).toBeLessThan(three + one / 2)
  expect(afterClosed).toBeLessThan(one / 4)
})

it('is cancelled while the name of the server is looked up, and nothing listens any more', async () => {
  let asked: () => void = () => undefined
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  // given a name server that never answers
  await using faulty = await openFaultDesk({ ports: { bulk: createBulkDirectory({ lookup: () => asked() }) } })
  const controller = new AbortController()
  const reading = faulty.read({ host: 'directory.example.test', port: 389, timeoutMs: 600_000 }, {}, { signal: controller.signal })
  await isAsked
  controller.abort()
  await expect(reading).rejects.toThrow(Cancelled)
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

function heldIn(output: string): HeldMemory {
  return JSON.parse(output) as HeldMemory
}
