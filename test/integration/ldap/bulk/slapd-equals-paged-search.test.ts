import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueCertificate, makeAuthority } from '../../../../src-main/practice/make-certificates.ts'
import { Secret } from '../../../../src-main/core/secret.ts'
import { openLdapSession } from '../../../support/open-ldap-session.ts'
import { startSlapd, type SlapdServer } from '../../../support/slapd.ts'
import { groupAttributes, peopleAttributes, readInBulk, type PlainEntry } from './read-in-bulk.ts'
import { readOneByOne } from './read-one-by-one.ts'

const base = 'dc=corp,dc=example,dc=test'
const peopleCount = 2000
const groupCount = 60

describe('a slapd of 2,000 people, read in bulk', () => {
  let slapd: SlapdServer
  let caPem: string
  const mostParts = new Map<number, number>()
  let people: ReadonlyMap<string, PlainEntry>
  let groups: ReadonlyMap<string, PlainEntry>
  beforeAll(async () => {
    const authority = await makeAuthority()
    const certificate = await issueCertificate(authority, { names: ['127.0.0.1'], key: 'rsa-2048' })
    caPem = authority.certificatePem
    slapd = await startSlapd({ certificate, ldif: [...numbered(1400), ...named(600), ...manyGroups()].join('\n\n'), logging: 'off' })
    using ldap = await openLdapSession(slapd)
    await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))
    people = await readOneByOne(ldap.session, base, '(objectClass=person)', peopleAttributes)
    groups = await readOneByOne(ldap.session, base, '(|(objectClass=groupOfNames)(objectClass=posixGroup))', groupAttributes)
    expect([people.size, groups.size]).toEqual([peopleCount, groupCount])
  })
  afterAll(() => slapd.stop())

  it.each(
    (['none', 'ldaps', 'starttls'] as const).flatMap((security) =>
      ([1, 2, 3, 4] as const).flatMap((connections) => [100, 1000].map((pageSize) => ({ security, connections, pageSize })))
    )
  )(
    'equals the paged search over $security with $connections connections in pages of $pageSize',
    async ({ security, connections, pageSize }) => {
      const port = security === 'ldaps' ? (slapd.ldapsPort ?? 0) : slapd.port
      const seen = await readInBulk({ settings: { host: slapd.host, port, security, caPem }, request: { connections }, pageSize })

      expect(seen.result).toMatchObject({
        ok: true,
        value: { end: { kind: 'complete' }, people: peopleCount, groups: groupCount, references: 0, host: slapd.host }
      })
      if (seen.result.ok) mostParts.set(connections, Math.max(mostParts.get(connections) ?? 0, seen.result.value.parts))
      expect(seen.people).toEqual(people)
      expect(seen.groups).toEqual(groups)
      const members = [...groups.values()].flat().filter((line) => /^(member|memberuid|uniquemember): /.test(line))
      expect(seen.result.ok && seen.result.value.members).toBe(members.length)
      expect(seen.progress.at(-1)).toMatchObject({ people: peopleCount, groups: groupCount, members: members.length })
    }
  )

  // Whether it pays is guessed by time, so that a busy machine may read one of them as a whole.
  it('has split the people for every number of connections but one', () => {
    expect([1, 2, 3, 4].map((connections) => (mostParts.get(connections) ?? 0) > 1)).toEqual([false, true, true, true])
  })

  it('reads a filter that finds nobody, and one that finds less than a page', async () => {
    const settings = { host: slapd.host, port: slapd.port }
    const nobody = { people: { filter: '(uid=nobody)', attributes: ['uid'] }, groups: { filter: '(cn=nothing)', attributes: ['cn'] } }
    const none = await readInBulk({ settings, request: { ...nobody, connections: 4 } })
    const few = await readInBulk({ settings, request: { people: { filter: '(uid=u000000*)', attributes: ['uid'] }, connections: 4 } })

    expect(none.result).toMatchObject({ value: { end: { kind: 'complete' }, people: 0, groups: 0, parts: 1 } })
    expect(few.result).toMatchObject({ value: { end: { kind: 'complete' }, people: 10, parts: 1 } })
  })

  it('keeps what came before the base turned out not to exist', async () => {
    const settings = { host: slapd.host, port: slapd.port, baseDn: `ou=gone,${base}` }
    const seen = await readInBulk({ settings, request: { connections: 2 } })
    const failure = { kind: 'result', code: 32, name: 'noSuchObject', matchedDn: base }
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'cut', cut: { failure } }, people: 0 } })
  })
})

describe('limits of slapd', () => {
  it('calls a reading cut that the server ended at its size limit', async () => {
    await using slapd = await startSlapd({ ldif: numbered(300).join('\n\n'), readerSizeLimit: 150 })
    const seen = await readInBulk({ settings: { host: slapd.host, port: slapd.port } })
    expect(seen.result).toMatchObject({
      ok: true,
      value: {
        people: 150,
        end: {
          kind: 'cut',
          cut: {
            where: 'people',
            because: 'The reading of people ended early, after 150 of them on 2 pages: the server answered sizeLimitExceeded (4).',
            failure: { code: 4 }
          }
        }
      }
    })
  })

  it('does not split people whose attribute may not be searched, and so misses nobody', async () => {
    const accessRules = `access to attrs=userPassword by anonymous auth by * none
access to dn.regex="^uid=u00000.*" attrs=uid by * none
access to * by * read`
    await using slapd = await startSlapd({ ldif: numbered(1200).join('\n\n'), accessRules })
    const seen = await readInBulk({ settings: { host: slapd.host, port: slapd.port }, request: { connections: 4 } })
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, people: 1200, parts: 1 } })
  })
})

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => person(`u${String(index).padStart(7, '0')}`, `Zoë Ünicode 山田 ${String(index)}`))
}

/** Names as people have them, in both cases, a few of them with two user names that are far apart. */
function named(count: number): string[] {
  const letters = 'AbcdeFghijklmnopqrStuvwxyz'
  return Array.from({ length: count }, (_, index) => {
    const name = `${letters[index % 26] ?? ''}${letters[(index * 7) % 26] ?? ''}.person-${String(index)}`
    return person(name, `Person, ${name}`) + (index % 50 === 0 ? `\nuid: other-${String(index)}` : '')
  })
}

function person(uid: string, name: string): string {
  return [
    `dn: uid=${uid},ou=people,${base}`,
    'objectClass: inetOrgPerson',
    `uid: ${uid}`,
    `cn:: ${Buffer.from(name).toString('base64')}`,
    `cn: ${uid} again`,
    'sn: P',
    `mail: ${uid}@corp.example.test`,
    `description: ${'not asked for '.repeat(10)}`
  ].join('\n')
}

function manyGroups(): string[] {
  const member = (index: number): string => `member: uid=u${String(index).padStart(7, '0')},ou=people,${base}`
  const dn = (index: number): string => `cn=g\\, ${String(index)},ou=groups,${base}`
  const ofNames = Array.from({ length: groupCount - 1 }, (_, index) =>
    [
      `dn: ${dn(index)}`,
      'objectClass: groupOfNames',
      `cn: g, ${String(index)}`,
      // Every group holds the next one, and the last the first.
      `member: ${dn((index + 1) % (groupCount - 1))}`,
      ...Array.from({ length: index === 5 ? 1400 : 20 }, (_each, place) => member((index * 31 + place) % 1400))
    ].join('\n')
  )
  const posix = [
    'dn: cn=posix,ou=groups,' + base,
    'objectClass: posixGroup',
    'cn: posix',
    'gidNumber: 7',
    'memberUid: u0000001',
    'memberUid: U2'
  ]
  return [...ofNames, posix.join('\n')]
}
