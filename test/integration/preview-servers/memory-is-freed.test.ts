import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { getEventListeners } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBulkDirectory } from '../../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import { startEndlessDirectory } from '../../support/endless-directory.ts'
import { openFaultDesk } from '../../support/fault-desk.ts'
import type { StubLdapServer } from '../../support/stub-ldap-server.ts'

const people = 30_000
let directory: StubLdapServer
beforeAll(async () => {
  directory = await startEndlessDirectory({ people, groups: 1500 })
})
afterAll(() => directory[Symbol.asyncDispose]())

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** MiB in typed arrays, of which a preview consists, once nothing is left that could be freed. */
async function heldMiB(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    await delay(5)
    collectGarbage()
  }
  return process.memoryUsage().arrayBuffers / 1_048_576
}

describe('the memory of a desk', () => {
  it('is what it was after readings that were cancelled near their end', async () => {
    await using faulty = await openFaultDesk({ pageSize: 1000 })
    const cancelOnce = async (): Promise<void> => {
      const controller = new AbortController()
      const tell = ({
        directory: { people: seen, state }
      }: {
        readonly directory: { readonly people: number; readonly state: string }
      }): void => {
        if (seen > people / 2 || state === 'done') controller.abort()
      }
      await expect(faulty.read(directory, {}, { signal: controller.signal, tell })).rejects.toThrow(Cancelled)
      expect(getEventListeners(controller.signal, 'abort')).toEqual([])
      await directory.untilAllClosed()
    }
    await cancelOnce()
    const before = await heldMiB()
    for (let times = 0; times < 6; times += 1) await cancelOnce()
    expect((await heldMiB()) - before).toBeLessThan(2)
  })

  it('holds three previews at most, and none that was closed', async () => {
    await using faulty = await openFaultDesk({ pageSize: 1000 })
    const before = await heldMiB()
    const readOne = async (): Promise<string> => {
      const read = await faulty.read(directory)
      if (!read.ok) throw new TypeError(read.error.code)
      return read.value.previewId
    }
    const ids = [await readOne()]
    const one = (await heldMiB()) - before
    expect(one).toBeGreaterThan(2)

    for (let more = 0; more < 4; more += 1) ids.push(await readOne())
    expect((await heldMiB()) - before).toBeLessThan(one * 3.5)

    for (const id of ids) faulty.desk.close(id)
    expect((await heldMiB()) - before).toBeLessThan(one / 2)
  })
})

it('a reading is cancelled while the name of the server is looked up, and nothing listens any more', async () => {
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
