import type { Problem } from '../../../src-main/core/errors.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSiteMemory } from '../../../src-main/adapters/store/create-site-memory.ts'
import type { SiteMemory } from '../../../src-main/core/service/site-memory.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const acme: SiteMemory = {
  site: 'acme.files.com',
  origin: 'https://acme.files.com',
  name: 'Acme',
  who: 'anna',
  lastConnectedAt: '2026-11-21T10:00:00.000Z',
  strategyWrites: { answer: 'refused', at: '2026-11-21T10:00:00.000Z' },
  peopleLastTime: undefined
}
const other: SiteMemory = {
  ...acme,
  site: '127.0.0.1:8080',
  strategyWrites: undefined,
  peopleLastTime: { count: 1800, at: acme.lastConnectedAt }
}

describe('the memory of sites', () => {
  it('is the same for two processes, whichever writes: what the one saved is not lost by the other', async () => {
    await using folder = await temporaryFolder()
    const window = createSiteMemory(folder.path, recordingLog())
    const command = createSiteMemory(folder.path, recordingLog())

    expect(window.list()).toEqual([])
    window.save(acme)
    command.save(other)
    window.save({ ...acme, name: 'Acme Corporation' })

    expect(command.list()).toEqual([{ ...acme, name: 'Acme Corporation' }, other])
    expect(window.read(other.site)).toEqual(other)
    command.forget(acme.site)
    expect(window.list()).toEqual([other])
    expect((await stat(join(folder.path, 'sites.json'))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder.path)).toEqual(['sites.json'])
  })

  it('sets a broken file aside, and begins anew', async () => {
    for (const broken of ['{"version": 1, "sites": [', '{"version": 1, "sites": [{"site": 7}]}', 'null', '']) {
      await using folder = await temporaryFolder()
      const log = recordingLog()
      await writeFile(join(folder.path, 'sites.json'), broken)
      const memory = createSiteMemory(folder.path, log)

      expect(memory.list()).toEqual([])
      memory.save(acme)

      expect(memory.list()).toEqual([acme])
      expect(log.messages).toEqual(['the list of sites cannot be read and is set aside'])
      const aside = (await readdir(folder.path)).filter((name) => name.startsWith('sites.json.unreadable-'))
      expect(await Promise.all(aside.map((name) => readFile(join(folder.path, name), 'utf8')))).toEqual([broken])
    }
  })

  it('does not touch the file of a newer version', async () => {
    await using folder = await temporaryFolder()
    const log = recordingLog()
    const newer = '{"version": 2, "places": []}'
    await writeFile(join(folder.path, 'sites.json'), newer)
    const memory = createSiteMemory(folder.path, log)

    expect(memory.list()).toEqual([])
    expect(codeOf(memory.save(acme))).toBe('app.file-not-written')
    expect(codeOf(memory.forget(acme.site))).toBe('app.file-not-written')

    expect(await readFile(join(folder.path, 'sites.json'), 'utf8')).toBe(newer)
    expect(log.messages).toEqual(['the list of sites comes from a newer version and is not used'])
  })
})

function codeOf(saved: Result<null, Problem>): string {
  return saved.ok ? 'saved' : saved.error.code
}
