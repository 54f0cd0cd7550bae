// Cancels readings of a directory near their end, then makes previews and closes them, and says after each what typed arrays still hold.
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Cancelled } from '../../src-main/core/cancel.ts'
import { openFaultDesk } from './fault-desk.ts'

/** MiB beyond what was held at the beginning. */
export interface HeldMemory {
  readonly afterCancelled: readonly number[]
  readonly afterRead: readonly number[]
  readonly afterClosed: number
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const [, , port = '', people = ''] = process.argv
const directory = { host: '127.0.0.1', port: Number(port) }

{
  await using faulty = await openFaultDesk({ pageSize: 1000 })
  // Everything that is made once is made now.
  await cancelOnce()
  const before = await heldMiB()
  const afterCancelled: number[] = []
  for (let times = 0; times < 4; times += 1) {
    await cancelOnce()
    afterCancelled.push((await heldMiB()) - before)
  }
  const afterRead: number[] = []
  const ids: string[] = []
  for (let times = 0; times < 4; times += 1) {
    const read = await faulty.read(directory)
    if (!read.ok) throw new Error(read.error.code)
    ids.push(read.value.previewId)
    afterRead.push((await heldMiB()) - before)
  }
  for (const id of ids) faulty.desk.close(id)
  const held: HeldMemory = { afterCancelled, afterRead, afterClosed: (await heldMiB()) - before }
  console.log(JSON.stringify(held))

  async function cancelOnce(): Promise<void> {
    const controller = new AbortController()
    const tell = ({ directory: seen }: { readonly directory: { readonly people: number; readonly state: string } }): void => {
      if (seen.people > Number(people) / 2 || seen.state === 'done') controller.abort()
    }
    try {
      await faulty.read(directory, {}, { signal: controller.signal, tell })
      throw new Error('It was not cancelled')
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error
    }
  }
}

async function heldMiB(): Promise<number> {
  for (let round = 0; round < 5; round += 1) {
    await delay(5)
    collectGarbage()
  }
  return process.memoryUsage().arrayBuffers / 1_048_576
}
