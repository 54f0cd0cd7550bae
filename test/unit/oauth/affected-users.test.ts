import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { affectedUsers } from '../../../src-main/app/operations/affected-users.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { tallyAffectedUsers } from '../../../src-main/core/oauth/affected-users.ts'
import type { AffectedUser, AffectedUsers } from '../../../src-main/core/oauth/oauth-views.ts'
import type { FilesReader, Pages, ReadEnd } from '../../../src-main/core/service/files-service.ts'
import type { ServiceFailure } from '../../../src-main/core/service/service-failure.ts'
import type { UserFacts } from '../../../src-main/core/service/service-facts.ts'
import { sampleUser } from '../core/plan/sample-site.ts'

const since = '2026-09-01T00:00:00.000Z'
const lately = '2026-11-01T00:00:00Z'
const longAgo = '2026-08-31T23:59:59Z'

function affected(...users: readonly UserFacts[]): AffectedUsers {
  const tally = tallyAffectedUsers(since)
  tally.add(users)
  return tally.finish(undefined)
}

describe('who is affected', () => {
  it.each<[string, Partial<UserFacts>, AffectedUser['verdict'] | 'not affected']>([
    ['signs in by the browser only', {}, 'not affected'],
    ['used SFTP before that', { lastSftpLoginAt: longAgo }, 'not affected'],
    ['used SFTP at that very moment', { lastSftpLoginAt: since }, 'needs-ssh-key'],
    ['used SFTP without a key', { lastSftpLoginAt: lately, publicKeysCount: 0 }, 'needs-ssh-key'],
    ['used SFTP, and keys are not told', { lastSftpLoginAt: lately, publicKeysCount: undefined }, 'needs-ssh-key'],
    ['used SFTP and has a key', { lastSftpLoginAt: lately, publicKeysCount: 2 }, 'safe'],
    ['used SFTP and may not use it any more', { lastSftpLoginAt: lately, sftpPermission: false }, 'not affected'],
    ['used SFTP, and permissions are not told', { lastSftpLoginAt: lately, sftpPermission: undefined }, 'needs-ssh-key'],
    ['used SFTP and is disabled', { lastSftpLoginAt: lately, disabled: true }, 'not affected'],
    ['used SFTP, and nobody tells whether disabled', { lastSftpLoginAt: lately, disabled: undefined }, 'needs-ssh-key'],
    ['signed in at the API', { lastRestapiLoginAt: lately }, 'needs-api-key'],
    ['signed in at the API and has a key', { lastRestapiLoginAt: lately, apiKeysCount: 1 }, 'safe'],
    ['used the API by an app, with no sign-in told', { lastApiUseAt: lately, lastRestapiLoginAt: null }, 'not affected'],
    ['used the API by a key', { lastApiUseAt: lately, lastRestapiLoginAt: null, apiKeysCount: 1 }, 'safe'],
    ['used the API where sign-ins are not told', { lastApiUseAt: lately, lastRestapiLoginAt: undefined }, 'needs-api-key'],
    ['used SFTP and the API without keys', { lastSftpLoginAt: lately, lastRestapiLoginAt: lately }, 'needs-both'],
    ['used both with an SSH key only', { lastSftpLoginAt: lately, lastRestapiLoginAt: lately, publicKeysCount: 1 }, 'needs-api-key'],
    ['used FTP, whatever the keys', { lastFtpLoginAt: lately, publicKeysCount: 3, apiKeysCount: 3 }, 'no-way'],
    ['used WebDAV', { lastDavLoginAt: lately, davPermission: true }, 'no-way'],
    ['used WebDAV that is closed now', { lastDavLoginAt: lately, davPermission: false }, 'not affected'],
    ['used SFTP with a key, and FTP', { lastSftpLoginAt: lately, publicKeysCount: 1, lastFtpLoginAt: lately }, 'no-way'],
    ['was last seen on a day that is none', { lastSftpLoginAt: 'yesterday' }, 'not affected']
  ])('who %s', (_what, facts, expected) => {
    const { users, total } = affected(sampleUser(1, 'anna', facts))

    expect(users[0]?.verdict ?? 'not affected').toBe(expected)
    expect(total).toBe(expected === 'not affected' ? 0 : 1)
  })

  it('is told with the ways, latest first, and how that is known', () => {
    const [anna] = affected(
      sampleUser(1, 'anna', { name: 'Anna', lastSftpLoginAt: '2026-10-01T00:00:00Z', lastRestapiLoginAt: lately, apiKeysCount: undefined })
    ).users

    expect(anna).toEqual({
      id: 1,
      username: 'anna',
      name: 'Anna',
      ways: [
        { way: 'api', lastAt: lately },
        { way: 'sftp', lastAt: '2026-10-01T00:00:00Z' }
      ],
      publicKeys: 0,
      apiKeys: undefined,
      verdict: 'needs-both',
      because: 'Used the API and SFTP; there is no SSH key, and whether there is an API key Files.com does not tell.',
      evidence: [
        { label: 'User', value: 'anna', personal: true },
        { label: 'Sign-in', value: 'password' },
        { label: 'Last by the API', value: '2026-11-01 00:00:00 UTC' },
        { label: 'Last by SFTP', value: '2026-10-01 00:00:00 UTC' },
        { label: 'SSH keys', value: '0' },
        { label: 'API keys', value: 'not told' }
      ]
    })
  })

  it('comes in the order in which something is to be done', () => {
    const { users, headline, counts, verdicts, remedies } = affected(
      sampleUser(1, 'safe', { lastSftpLoginAt: '2026-11-20T00:00:00Z', publicKeysCount: 1 }),
      sampleUser(2, 'early', { lastSftpLoginAt: '2026-10-01T00:00:00Z' }),
      sampleUser(3, 'late', { lastFtpLoginAt: lately })
    )

    expect(users.map(({ username }) => username)).toEqual(['late', 'early', 'safe'])
    expect(headline).toBe(
      '2 people would be cut off: 3 people used SFTP, FTP, WebDAV or the API since 1 September 2026, and only 1 has what works without a password.'
    )
    expect(counts).toEqual({ sftp: 2, ftp: 1, webdav: 0, api: 0 })
    expect(verdicts).toEqual({ 'needs-ssh-key': 1, 'needs-api-key': 0, 'needs-both': 0, 'no-way': 1, safe: 1 })
    expect(remedies).toHaveLength(3)
  })

  it('is nobody, and then nothing is to be done', () => {
    expect(affected(sampleUser(1, 'anna'))).toMatchObject({
      total: 0,
      users: [],
      remedies: [],
      headline: '0 people used SFTP, FTP, WebDAV or the API since 1 September 2026.'
    })
  })
})

describe('what the site does not tell', () => {
  const untoldWays = { lastFtpLoginAt: undefined, lastSftpLoginAt: undefined, lastDavLoginAt: undefined } as const
  const untold = { ...untoldWays, lastRestapiLoginAt: undefined, lastApiUseAt: undefined } as const

  it('is not taken for nobody', () => {
    const result = affected(sampleUser(1, 'anna', untold), sampleUser(2, 'omar', untold))

    expect(result.untold).toEqual(['sftp', 'ftp', 'webdav', 'api'])
    expect(result.headline).toBe('0 people can be named: this site does not tell when anybody last used SFTP, FTP, WebDAV or the API.')
  })

  it('is named beside what it does tell', () => {
    const result = affected(sampleUser(1, 'anna', { ...untold, lastSftpLoginAt: null, lastApiUseAt: null }))

    expect(result.untold).toEqual(['ftp', 'webdav'])
    expect(result.headline).toBe('0 people used SFTP or the API since 1 September 2026; of FTP and WebDAV this site does not tell it.')
  })

  it('is told as soon as it is told of one user', () => {
    const result = affected(sampleUser(1, 'anna', untoldWays), sampleUser(2, 'omar', { lastFtpLoginAt: lately }))

    expect(result.untold).toEqual([])
    expect(result.headline).toMatch(/^1 person would be cut off: 1 person used SFTP, FTP, WebDAV or the API/)
  })

  it('is nothing where there is nobody', () => {
    expect(affected()).toMatchObject({ untold: [], total: 0 })
  })
})

describe('of thousands of users', () => {
  const moment = fc.constantFrom(lately, longAgo, null, undefined, '2026-11-15T00:00:00Z')
  const flag = fc.constantFrom(true, false, undefined)
  const keys = fc.constantFrom(0, 1, undefined)
  const anyUser = fc.record({
    lastFtpLoginAt: moment,
    lastSftpLoginAt: moment,
    lastDavLoginAt: moment,
    lastRestapiLoginAt: moment,
    lastApiUseAt: moment,
    ftpPermission: flag,
    sftpPermission: flag,
    davPermission: flag,
    restapiPermission: flag,
    disabled: flag,
    publicKeysCount: keys,
    apiKeysCount: keys
  })

  it('each is in exactly one verdict, or in none because no such way was used; pages make no difference', () => {
    fc.assert(
      fc.property(fc.array(anyUser, { minLength: 1, maxLength: 60 }), fc.nat(59), (facts, cut) => {
        const users = facts.map((one, index) => sampleUser(index + 1, `user${String(index)}`, one))
        const whole = affected(...users)
        const tally = tallyAffectedUsers(since)
        tally.add(users.slice(0, cut))
        tally.add(users.slice(cut))

        expect(tally.finish(undefined)).toEqual(whole)
        expect(Object.values(whole.verdicts).reduce((sum, count) => sum + count, 0)).toBe(whole.total)
        expect(new Set(whole.users.map(({ id }) => id)).size).toBe(whole.total)
        for (const { verdict, ways, publicKeys, apiKeys } of whole.users) {
          const used = new Set(ways.map(({ way }) => way))
          expect(used.size).toBeGreaterThan(0)
          if (verdict === 'safe') {
            expect(used.has('ftp') || used.has('webdav')).toBe(false)
            if (used.has('sftp')) expect(publicKeys).toBeGreaterThan(0)
            if (used.has('api')) expect(apiKeys).toBeGreaterThan(0)
          }
        }
      })
    )
  })

  it('a thousand are listed, those first who would be cut off, and all are counted', () => {
    const users = Array.from({ length: 5000 }, (_none, index) =>
      sampleUser(index + 1, `user${String(index)}`, {
        lastSftpLoginAt: new Date(Date.parse(lately) + index * 1000).toISOString(),
        publicKeysCount: index % 10 === 0 ? 0 : 1
      })
    )

    const { users: listed, total, verdicts } = affected(...users)

    expect([total, verdicts.safe, verdicts['needs-ssh-key'], listed.length]).toEqual([5000, 4500, 500, 1000])
    expect(listed.slice(0, 500).every(({ verdict }) => verdict === 'needs-ssh-key')).toBe(true)
    expect(listed[0]?.username).toBe('user4990')
  })
})

describe('reading the users', () => {
  const failure: ServiceFailure = { kind: 'refused', status: 503, type: '', message: '', details: [] }

  async function reading(end: ReadEnd, ...pages: readonly (readonly UserFacts[])[]) {
    async function* users(): Pages<UserFacts> {
      yield* pages
      return end
    }
    const reader = { address: { origin: 'https://acme.files.com', host: 'acme.files.com' }, users } as unknown as FilesReader
    const clock = { now: () => Date.parse('2026-11-30T00:00:00Z'), monotonicMs: () => 0 }
    return affectedUsers({ clock }, reader, 90, neverCancelled)
  }

  it('counts from so many days ago', async () => {
    expect(await reading({ kind: 'complete' })).toMatchObject({
      ok: true,
      value: { since: '2026-09-01T00:00:00.000Z', cutBecause: undefined }
    })
  })

  it('says why not everybody was read', async () => {
    const answer = await reading({ kind: 'cut', failure }, [sampleUser(1, 'anna', { lastSftpLoginAt: lately })])

    expect(answer).toMatchObject({ ok: true, value: { total: 1 } })
    expect(answer.ok && answer.value.cutBecause).toMatch(/\.$/)
    expect(answer.ok && answer.value.headline).toContain('as far as users were read')
  })

  it('is a problem when nothing could be read', async () => {
    expect(await reading({ kind: 'cut', failure })).toMatchObject({ ok: false, error: { code: 'service.busy.unavailable' } })
  })
})
