import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startCliSite } from '../../support/cli-site.ts'
import { keyringSession } from '../../support/keyring.ts'
import { runCli } from '../../support/run-cli.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

describe.runIf(process.platform === 'linux')('with a keychain', () => {
  it('the key is kept when told to, found again, and forgotten', async () => {
    // given a desktop with an unlocked keyring
    await using site = await startCliSite(directory)
    await using session = await keyringSession(join(site.folder, 'home'), 'unlocked')
    const withKey = { ...site.env, ...session.env }
    const { FILES_API_KEY: _key, ...withoutKey } = withKey

    // when the key is kept, used without being given, and forgotten
    const kept = await runCli(['site', '--site', site.service.origin, '--keep-key', '--json'], { env: withKey })
    const found = await runCli(['site', '--json'], { env: withoutKey })
    const forgotten = await runCli(['site', '--forget'], { env: withoutKey })
    const after = await runCli(['site', '--site', site.service.origin], { env: withoutKey })

    // then it was in the keychain and nowhere else
    expect([kept.code, found.code, forgotten.code, after.code]).toEqual([0, 0, 0, 2])
    expect([JSON.parse(kept.stdout), JSON.parse(found.stdout)]).toMatchObject([
      { keyStorage: { kind: 'keychain' } },
      { keyStorage: { kind: 'keychain' }, key: { who: 'alice.admin' } }
    ])
    expect(after.stderr).toContain('service.key.missing')
    // also not readable in the files of the keyring, which are in the same folder
    expect(await site.everythingWritten()).not.toContain(site.service.keys.siteAdmin)
  })
})
