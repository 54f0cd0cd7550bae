import type { BenchWorld } from './bench-world.ts'
import { inOwnProcess } from './own-process.ts'
import type { PreviewInput, PreviewTimes } from './preview-program.ts'

/** One preview of this world in a process of its own. */
export async function previewOnce(world: BenchWorld, options: Partial<PreviewInput> = {}): Promise<PreviewTimes> {
  const { settings, password, usersFile, counts } = world
  const input: PreviewInput = { settings, password, usersFile, connections: 2, ...options }
  const times = await inOwnProcess<PreviewTimes>(new URL('preview-program.ts', import.meta.url), input)
  if (times.end !== 'complete' || times.people !== counts.people || times.groups !== counts.groups)
    throw new Error(`Not everything was read: ${JSON.stringify(times)}`)
  return times
}
