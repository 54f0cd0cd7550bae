import { describe, expect, it } from 'vitest'
import { Secret } from '../../../src-main/core/secret.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import { createPreviewAdapters } from '../../../src-main/adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../../../src-main/app/preview/create-preview-desk.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { plainRules } from '../../support/plain-snapshot.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { type SlapdOptions, type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const suffix = 'dc=corp,dc=example,dc=test'

/** The preview of everything that this slapd gives below the base, compared with no site. */
async function previewOf(slapd: SlapdServer, settings: Partial<DirectorySettings> = {}) {
  await using folder = await temporaryFolder()
  const adapters = createPreviewAdapters({ dataFolder: folder.path, log: recordingLog(), redactText: (text) => text })
  const desk = createPreviewDesk({ ...adapters, version: '1.2.3', readerOf: () => undefined })
  const read = await desk.read(
    {
      people: {
        kind: 'live',
        settings: {
          host: slapd.host,
          port: slapd.port,
          backupHosts: [],
          security: 'none',
          serverType: 'openldap',
          username: slapd.readerDn,
          baseDn: slapd.suffix,
          usernameField: 'uid',
          domain: '',
          allowCleartext: true,
          timeoutMs: 5000,
          ...settings
        },
        password: new Secret(slapd.readerPassword)
      },
      users: { kind: 'none' },
      rules: plainRules(),
      keepAs: undefined,
      appliedLastTime: undefined
    },
    () => undefined,
    neverCancelled
  )
  if (!read.ok) return { problem: read.error, rows: [] }
  const rows = await desk.ask(read.value.previewId, { kind: 'rows', query: { offset: 0, limit: 50 } }, neverCancelled)
  if (!rows.ok) throw new TypeError(rows.error.code)
  return { view: read.value, rows: rows.value.rows.map(({ username, outcome, mail }) => `${username} ${outcome} ${mail}`.trim()) }
}

function startWith(ldif: readonly string[], options: SlapdOptions = {}): Promise<SlapdServer> {
  return startSlapd({ ldif, ...options })
}

const anna = `dn: uid=anna,ou=people,${suffix}\nobjectClass: inetOrgPerson\nuid: anna\ncn: Anna\nsn: Li\nmail: anna@x.test\n`
const staff = `dn: cn=Staff,ou=groups,${suffix}\nobjectClass: groupOfNames\ncn: Staff\nmember: uid=anna,ou=people,${suffix}\n`

describe('a directory that nobody thought of', () => {
  it('with nobody in it is empty, and that is no safe thing to sync', async () => {
    await using slapd = await startWith([])
    const { view } = await previewOf(slapd)

    expect(view).toMatchObject({
      headline: '0 people in the directory: 0 would be created on an empty site.',
      reading: { end: { kind: 'complete' } },
      summary: { isComplete: true, safety: { kind: 'unsafe', reasons: [{ problem: { code: 'plan.safety.directory-empty' } }] } }
    })
  })

  it('whose base is a group has no people, and one group with members that were not read', async () => {
    await using slapd = await startWith([anna, staff])
    const { view, rows } = await previewOf(slapd, { baseDn: `cn=Staff,ou=groups,${suffix}` })

    expect(rows).toEqual([])
    expect(view?.summary).toMatchObject({ people: 0, groups: { total: 1 }, effectiveMemberships: 0, safety: { kind: 'unsafe' } })
  })

  it('is read as it is where aliases and pointers to other servers stand in it', async () => {
    const alias = `dn: uid=alias,ou=people,${suffix}\nobjectClass: alias\nobjectClass: extensibleObject\nuid: alias\naliasedObjectName: uid=anna,ou=people,${suffix}\n`
    const pointer = `dn: ou=other,${suffix}\nobjectClass: referral\nobjectClass: extensibleObject\nou: other\nref: ldap://other.test/ou=other,${suffix}\n`
    await using slapd = await startWith([anna, alias, pointer])
    const { view, rows } = await previewOf(slapd)

    expect(rows).toEqual(['anna create anna@x.test'])
    expect(view?.reading).toMatchObject({ references: 1, end: { kind: 'complete' } })
  })

  it('takes neither name nor mail from values in another language', async () => {
    const odd = `dn: uid=bo,ou=people,${suffix}\nobjectClass: inetOrgPerson\nUID: bo\nuid;lang-de: bertold\nCN: Bo\ncn;lang-ja:: 5aSq6YOO\nSN: Ek\nmail;lang-de: bo@de.test\n`
    await using slapd = await startWith([odd])
    const { rows } = await previewOf(slapd)

    expect(rows).toEqual(['bo create'])
  })

  it('leaves nobody out in silence whose name differs from another one in capitals only', async () => {
    const badge = (name: string, uid: string) =>
      `dn: badge=${name},ou=people,${suffix}\nobjectClass: inetOrgPerson\nobjectClass: extensibleObject\nbadge: ${name}\nuid: ${uid}\ncn: ${uid}\nsn: x\n`
    const attribute =
      "attributetype ( 1.3.6.1.4.1.4203.666.77.1 NAME 'badge' EQUALITY caseExactMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )"
    await using slapd = await startWith([badge('A1', 'anna'), badge('a1', 'bo')], { globalConfig: attribute })
    const { view } = await previewOf(slapd)

    expect(view?.reading.end).toEqual({
      kind: 'cut',
      where: 'people',
      because: 'The names (DN) of 1 person differ from those of others in capitals or spelling only, so that they could not be told apart.'
    })
    expect(view?.summary.isComplete).toBe(false)
  })

  it('that hides everybody’s user name shows whom it gives, without taking them', async () => {
    const accessRules = `access to attrs=uid by * none\naccess to * by * read`
    await using slapd = await startWith([anna], { accessRules })
    const { rows, view } = await previewOf(slapd)

    expect(rows).toEqual(['left-out anna@x.test'])
    expect(view?.summary.reasons).toEqual({ 'no-username': 1 })
  })

  it('that hides the members of groups has groups without anybody', async () => {
    const accessRules = `access to attrs=member by * none\naccess to * by * read`
    await using slapd = await startWith([anna, staff], { accessRules })
    const { view } = await previewOf(slapd)

    expect(view?.summary).toMatchObject({ groups: { total: 1, provisioned: 1 }, effectiveMemberships: 0 })
  })
})
