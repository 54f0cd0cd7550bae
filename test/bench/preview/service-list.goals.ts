import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { projectNode } from '../../../scripts/run-command.mjs'
import { LARGE, startBenchWorld } from './bench-world.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Goal } from './goal.ts'
import { inOwnProcess } from './own-process.ts'
import type { SidesInput } from './both-sides-program.ts'

const PAGE_MS = 100

/** The users of a site whose pages take 100 ms each, and the directory: both at the same time against the slower one alone. */
export async function serviceListGoals(pairs: number): Promise<readonly Goal[]> {
  await using world = await startBenchWorld(LARGE)
  const program = fileURLToPath(new URL('../users-service.ts', import.meta.url))
  const service = spawn(projectNode(), [program, String(LARGE.users)], { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    const [line] = (await once(createInterface(service.stdout), 'line')) as [string]
    const { origin, key } = JSON.parse(line) as { readonly origin: string; readonly key: string }
    const { hostname: host, port } = new URL(origin)
    await using proxy = await startDelayingProxy({ host, port: Number(port) }, PAGE_MS)
    const site = { origin: `http://${host}:${String(proxy.port)}`, key }
    const directory = { settings: world.settings, password: world.password }
    const wholeMs = async (input: SidesInput): Promise<number> =>
      (await inOwnProcess<{ readonly wholeMs: number }>(new URL('both-sides-program.ts', import.meta.url), input)).wholeMs
    const ratios: number[] = []
    let remark = ''
    for (let pair = 0; pair < pairs; pair += 1) {
      const siteMs = await wholeMs({ site })
      const directoryMs = await wholeMs({ directory })
      const togetherMs = await wholeMs({ site, directory })
      ratios.push(togetherMs / Math.max(siteMs, directoryMs))
      remark = `${togetherMs.toFixed(0)} ms; site ${siteMs.toFixed(0)} ms, directory ${directoryMs.toFixed(0)} ms`
    }
    return [{ name: 'with a service list at 100 ms a page / the slower alone', unit: 'x', accept: 1.2, aim: 1.1, measured: ratios, remark }]
  } finally {
    service.stdin.end()
    await once(service, 'exit')
  }
}
