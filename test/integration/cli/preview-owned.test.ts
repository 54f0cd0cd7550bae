import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewDocumentSchema } from '../../../src-main/contract/preview-document-schema.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

/** `preview --owned` and `explain NAME --owned`: what belongs to those who would go, at the practice site. */

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

const GONE = 'former.person000001@practice.example'

/** A directory that has everybody whom the site manages, but for those who have left it. */
async function sources(site: CliSite): Promise<readonly string[]> {
  const present = [...site.service.state.users.values()].filter(
    ({ externally_managed, username }) => externally_managed && !username.startsWith('former.')
  )
  const entries = present.map(({ username, name, email }) => {
    const uid = username.replace(/@.*/, '')
    const values = Object.entries({ cn: name ?? uid, mail: email ?? uid }).map(
      ([attribute, text]) => `${attribute}:: ${Buffer.from(text).toString('base64')}`
    )
    return `dn: uid=${uid},ou=people,dc=practice,dc=example\nobjectClass: inetOrgPerson\nuid: ${uid}\nsn: ${uid}\n${values.join('\n')}\n`
  })
  const file = site.file('people.ldif')
  await writeFile(file, `version: 1\n\n${entries.join('\n')}\n`)
  const rules = ['--type', 'openldap', '--username-field', 'uid', '--domain', 'practice.example', '--no-groups', '--when-gone', 'disable']
  return ['--ldif', file, '--site', site.service.origin, '--strategy', '101', ...rules]
}

describe('preview --owned', () => {
  it('says what belongs to those who would go: in text, and in the document', async () => {
    await using site = await startCliSite(directory)
    const args = await sources(site)

    const text = await site.run(['preview', ...args, '--owned', '--no-keep'])
    const json = await site.run(['preview', ...args, '--owned', '--no-keep', '--json'])

    expect(text.stdout).toMatch(/^What belongs to those who would go\n3 people would be disabled\. They own 1 API key, 1 SSH key, /m)
    expect(text.stdout).toContain(`  - ${GONE} (would be disabled): 1 API key`)
    expect(text.stdout).toMatch(/^What becomes of it$/m)
    const { owned } = previewDocumentSchema.parse(JSON.parse(json.stdout))
    expect(owned).toMatchObject({ disabled: 3, deleted: 0, isComplete: true })
    expect(owned?.totals.map(({ kind, count }) => `${String(count)} ${kind}`)).toEqual([
      '1 api-key',
      '1 ssh-key',
      '1 gpg-key',
      '2 share-link',
      '1 automation',
      '1 sync'
    ])
    expect(site.writes()).toEqual([])
  })

  it('says in whole words what the site refuses to tell', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({ kind: 'answer-with', type: 'not-authorized/site-admin-required', times: 100, path: '/automations' })

    const { stdout } = await site.run(['preview', ...(await sources(site)), '--owned', '--no-keep'])

    expect(stdout).toMatch(/^ {2}- Automations: not known \(GET \/automations\)$/m)
    expect(stdout).toMatch(/^ {2}- Automations: They could not be read/m)
    expect(stdout).toContain('They own at least ')
  })

  it('asks nobody about it without the option', async () => {
    await using site = await startCliSite(directory)

    const { stdout } = await site.run(['preview', ...(await sources(site)), '--no-keep', '--json'])

    expect(previewDocumentSchema.parse(JSON.parse(stdout)).owned).toBeUndefined()
    expect(site.service.requests.filter(({ path }) => /bundles|automations|gpg_keys/.test(path))).toEqual([])
  })

  it('needs a site, and a form that can hold it', async () => {
    await using site = await startCliSite(directory)
    const args = await sources(site)
    const users = site.file('users.json')
    await writeFile(users, '[]')
    const withoutSite = args.filter((word) => word !== '--site' && word !== site.service.origin)

    const csv = await site.run(['preview', ...args, '--owned', '--format', 'csv'])
    const offline = await site.run(['preview', ...withoutSite, '--users', users, '--owned'])

    expect([csv.code, offline.code]).toEqual([2, 2])
    expect(csv.stderr).toContain('--owned: csv holds the people only')
    expect(offline.stderr).toContain('--owned: what people own is read from the site itself')
  })
})

describe('explain --owned', () => {
  it('adds what belongs to the account, with the request it was read by', async () => {
    await using site = await startCliSite(directory)
    const args = await sources(site)
    const user = [...site.service.state.users.values()].find(({ username }) => username === GONE)

    const text = await site.run(['explain', GONE, ...args, '--owned'])
    const json = await site.run(['explain', GONE, ...args, '--owned', '--json'])

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stdout.replace(/\s+/g, ' ')).toContain(`${GONE} owns 1 API key, 1 GPG key, 2 share links, 1 automation and 1 file sync.`)
    expect(text.stdout).toContain(`  - Share links: 2 (GET /bundles?user_id=${String(user?.id)})`)
    expect(text.stdout).toContain('      Price list for Harbour customers: made ')
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'disable', owned: { userId: user?.id, username: GONE } })
    const secrets = site.service.state.bundles.flatMap(({ code, url }) => [code, url].filter((text) => typeof text === 'string'))
    expect(secrets.filter((secret) => `${text.stdout}${json.stdout}`.includes(secret))).toEqual([])
  })

  it('says nothing of it for somebody without an account', async () => {
    await using site = await startCliSite(directory)

    const { stdout } = await site.run(['explain', 'nobody.at.all', ...(await sources(site)), '--owned', '--json'])

    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not-found' })
    expect(stdout).not.toContain('"owned"')
  })
})
