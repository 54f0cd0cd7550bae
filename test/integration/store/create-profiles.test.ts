import type { Problem } from '../../../src-main/core/errors.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProfiles } from '../../../src-main/adapters/store/create-profiles.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { sampleProfile } from '../../support/sample-profile.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SITE = 'acme.files.com'

describe('the kept profiles', () => {
  it('are one for each site, and readable by their owner only', async () => {
    await using folder = await temporaryFolder()
    const profiles = createProfiles(folder.path, recordingLog())
    const local = { ...sampleProfile, site: 'http://127.0.0.1:8080' }

    expect(profiles.read(SITE)).toBeUndefined()
    profiles.save(SITE, { ...sampleProfile, name: 'older' })
    profiles.save(SITE, sampleProfile)
    profiles.save('127.0.0.1:8080', local)

    expect(profiles.read(SITE)).toEqual(sampleProfile)
    expect(profiles.read('127.0.0.1:8080')).toEqual(local)
    profiles.forget('127.0.0.1:8080')
    profiles.forget('127.0.0.1:8080')
    expect(await readdir(join(folder.path, 'profiles'))).toEqual(['acme.files.com.json'])
    expect((await stat(join(folder.path, 'profiles', 'acme.files.com.json'))).mode & 0o777).toBe(0o600)
  })

  it('set a broken file aside, whether it is read or written over', async () => {
    await using folder = await temporaryFolder()
    const log = recordingLog()
    const profiles = createProfiles(folder.path, log)
    await mkdir(join(folder.path, 'profiles'))
    const path = join(folder.path, 'profiles', 'acme.files.com.json')

    await writeFile(path, '{')
    expect(profiles.read(SITE)).toBeUndefined()
    await writeFile(path, '{"schemaVersion": 2}')
    profiles.save(SITE, sampleProfile)

    expect(profiles.read(SITE)).toEqual(sampleProfile)
    expect(log.messages).toEqual(Array(2).fill('the stored profile cannot be read and is set aside'))
    const aside = (await readdir(join(folder.path, 'profiles'))).filter((name) => name.includes('.unreadable-'))
    expect(aside).toHaveLength(2)
  })

  it('do not touch the file of a newer version', async () => {
    await using folder = await temporaryFolder()
    const profiles = createProfiles(folder.path, recordingLog())
    await mkdir(join(folder.path, 'profiles'))
    const path = join(folder.path, 'profiles', 'acme.files.com.json')
    await writeFile(path, '{"schemaVersion": 99, "more": true}')

    expect(profiles.read(SITE)).toBeUndefined()
    expect(codeOf(profiles.save(SITE, sampleProfile))).toBe('plan.profile.too-new')

    expect(await readFile(path, 'utf8')).toBe('{"schemaVersion": 99, "more": true}')
  })

  it('are never written in a way that could not be read again', async () => {
    await using folder = await temporaryFolder()
    const profiles = createProfiles(folder.path, recordingLog())

    expect(() => profiles.save(SITE, { ...sampleProfile, siteLdap: { ldap_password: 'typed into the wrong field' } })).toThrow(
      /looks like a password/
    )

    expect(profiles.read(SITE)).toBeUndefined()
  })
})

function codeOf(saved: Result<null, Problem>): string {
  return saved.ok ? 'saved' : saved.error.code
}
