import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode } from '../../../scripts/run-command.mjs'
import { acquireSiteLock, siteLockedSince } from '../../../src-main/adapters/journal/site-lock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SITE = 'acme.files.com'

describe('the lock of a site', () => {
  it('lets one in at a time, says since when, and holds for one site only', async () => {
    await using folder = await temporaryFolder()

    const first = await acquireSiteLock(folder.path, SITE)
    const second = await acquireSiteLock(folder.path, SITE)
    const other = await acquireSiteLock(folder.path, `${SITE}.example`)
    const since = await siteLockedSince(folder.path, SITE)

    expect([first.ok, other.ok]).toEqual([true, true])
    expect(since).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(second).toMatchObject({ ok: false, error: { code: 'apply.busy', cause: expect.stringContaining(String(since)) as string } })
  })

  it('is free again after it was released, and nothing stays behind', async () => {
    await using folder = await temporaryFolder()

    for (let time = 0; time < 3; time += 1) {
      const lock = await acquireSiteLock(folder.path, SITE)
      expect(lock.ok).toBe(true)
      if (lock.ok) await lock.value.release()
      if (lock.ok) await lock.value.release()
    }

    expect(await siteLockedSince(folder.path, SITE)).toBeUndefined()
    expect(await readdir(join(folder.path, 'locks'))).toEqual([])
  })

  it('is never had by two of several processes that want it at the same moment', async () => {
    await using folder = await temporaryFolder()
    const contenders = Array.from({ length: 5 }, () => startContender(folder.path))
    await Promise.all(contenders.map((contender) => contender.hears('ready')))

    for (const { child } of contenders) child.stdin.write('go\n')
    const answers = await Promise.all(contenders.map((contender) => contender.hears(/^(?:locked|apply\.busy)$/m)))

    // Usually one gets it; on a machine that is busy enough all may step back, which is safe.
    expect(answers.filter((answer) => answer === 'locked').length).toBeLessThanOrEqual(1)
    for (const contender of contenders) await contender.end()
    expect(await readdir(join(folder.path, 'locks'))).toEqual([])
  })

  it('is taken over from a process that was killed', async () => {
    await using folder = await temporaryFolder()
    const holder = startContender(folder.path)
    await holder.hears('ready')
    holder.child.stdin.write('go\n')
    await holder.hears('locked')
    expect((await acquireSiteLock(folder.path, SITE)).ok).toBe(false)

    holder.child.kill('SIGKILL')
    await holder.end()

    expect((await acquireSiteLock(folder.path, SITE)).ok).toBe(true)
    expect(await readdir(join(folder.path, 'locks'))).toHaveLength(1)
  })

  it('is taken over when its process id belongs to another process now', async () => {
    await using folder = await temporaryFolder()
    await acquireSiteLock(folder.path, SITE)
    await changeLock(folder.path, (content) => ({ ...content, startMark: `${String(content['startMark'])}0` }))
    expect((await acquireSiteLock(folder.path, SITE)).ok).toBe(process.platform === 'linux')
  })

  it('is taken over when it is older than the start of the computer, and its process cannot be told by its start', async () => {
    await using folder = await temporaryFolder()
    await acquireSiteLock(folder.path, SITE)
    await changeLock(folder.path, ({ pid }) => ({ pid, since: new Date().toISOString() }))
    expect((await acquireSiteLock(folder.path, SITE)).ok).toBe(false)
    await changeLock(folder.path, ({ pid }) => ({ pid, since: '2020-01-01T00:00:00.000Z' }))
    expect((await acquireSiteLock(folder.path, SITE)).ok).toBe(true)
  })

  it('is taken over when a power failure left it empty', async () => {
    await using folder = await temporaryFolder()
    await acquireSiteLock(folder.path, SITE)
    const [name = ''] = await readdir(join(folder.path, 'locks'))
    await writeFile(join(folder.path, 'locks', name), '')

    expect((await acquireSiteLock(folder.path, SITE)).ok).toBe(true)
  })

  it('is a problem where nothing can be written', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'file'), '')

    expect(await acquireSiteLock(join(folder.path, 'file'), SITE)).toMatchObject({
      ok: false,
      error: { code: 'apply.journal-not-written' }
    })
  })
})

async function changeLock(dataFolder: string, change: (content: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const [name = ''] = await readdir(join(dataFolder, 'locks'))
  const path = join(dataFolder, 'locks', name)
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>)))
}

interface Contender {
  readonly child: ChildProcessByStdio<Writable, Readable, null>
  /** The first text that fits. */
  hears(wanted: string | RegExp): Promise<string>
  end(): Promise<void>
}

function startContender(dataFolder: string): Contender {
  const child = spawn(projectNode(), [join(projectRoot, 'test', 'support', 'lock-program.ts'), dataFolder, SITE], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stdin.on('error', () => child.stdin.destroy())
  const closed = once(child, 'close')
  return {
    child,
    async hears(wanted) {
      for (;;) {
        const found = output.match(wanted)?.[0]
        if (found !== undefined) return found
        await once(child.stdout, 'data')
      }
    },
    async end() {
      child.stdin.end()
      await closed
    }
  }
}
