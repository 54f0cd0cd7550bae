import { describe, expect, it } from 'vitest'
import { generateDirectory } from '../../../../bench/directory-generator.ts'
import {
  type ColumnarSnapshot,
  createSnapshotBuilder,
  type SnapshotBuilder
} from '../../../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { groupWalk } from '../../../../../src-main/core/preview/snapshot/walk.ts'
import { sampleReading } from './sample-reading.ts'

const MEGABYTE = 1_000_000
/** Making the data takes most of the time, and a loaded machine is no reason to fail. */
const TIMEOUT_MS = 300_000

describe('a directory of 100,000 people and 5,000 groups', () => {
  it('has the memberships that its generator counted, in 30 MB', { timeout: TIMEOUT_MS }, () => {
    // given
    const builder = createSnapshotBuilder({ usernameField: 'uid', serverType: 'openldap', now: new Date(0) })

    // when
    const { counts } = generateDirectory({ users: 100_000, groups: 5_000, nested: 300, seed: 42 }, (ldif) => {
      for (const entry of ldif.split('\n\n')) addEntry(builder, entry)
    })
    const whileBuilding = builder.byteLength
    const { result: snapshot, durationMs: finishMs } = timed(() => builder.finish(sampleReading()))
    const { result: effective, durationMs: walkMs } = timed(() => groupWalk(snapshot).effectiveMemberships({ directOnly: false }))

    // then
    expect({ people: snapshot.people.count, groups: snapshot.groups.count, members: builder.members, effective }).toEqual({
      people: counts.people,
      groups: counts.groups,
      members: counts.memberValues,
      effective: counts.effectiveMemberships
    })
    expect(effective).toBe(657_948)
    expect(snapshot.byteLength).toBeLessThan(30 * MEGABYTE)
    expect(whileBuilding).toBeLessThan(30 * MEGABYTE)
    console.log(
      `100,000 people: ${inMegabytes(whileBuilding)} while building, ${inMegabytes(snapshot.byteLength)} kept; finish ${finishMs.toFixed(0)} ms, walk ${walkMs.toFixed(0)} ms`
    )
  })
})

describe('a directory of 500,000 people and 1.3 million memberships', () => {
  it('stays within 250 MB, every kind of text included', { timeout: TIMEOUT_MS }, () => {
    // given people as Active Directory has them, none with a text that repeats another
    const builder = createSnapshotBuilder({ usernameField: 'sAMAccountName', serverType: 'active-directory', now: new Date(0) })
    const entry = entryWriter(builder)

    // when
    const started = performance.now()
    for (let group = 0; group < 10_000; group += 1) {
      const members = Array.from({ length: 130 }, (_, index) => personDn((group * 7919 + index * 104_729) % 500_000))
      builder.addGroup(entry.group(`CN=Group ${group},OU=Groups,DC=corp,DC=example,DC=test`, members))
    }
    for (let person = 0; person < 500_000; person += 1) builder.addPerson(entry.person(person))
    const addMs = performance.now() - started
    const whileBuilding = builder.byteLength
    const { result: snapshot, durationMs } = timed(() => builder.finish(sampleReading()))

    // then
    expect(membershipsIn(snapshot)).toBe(1_300_000)
    expect(snapshot.people.text(499_999, 'dn')).toBe(personDn(499_999))
    expect(Math.max(whileBuilding, snapshot.byteLength)).toBeLessThan(250 * MEGABYTE)
    console.log(
      `500,000 people: ${inMegabytes(whileBuilding)} while building, ${inMegabytes(snapshot.byteLength)} kept; adding ${addMs.toFixed(0)} ms, finish ${durationMs.toFixed(0)} ms`
    )
  })
})

/** No LDIF reader, but enough for what the generator writes. */
function addEntry(builder: SnapshotBuilder, text: string): void {
  const lines = text.split('\n').map((line) => /^([^:]+):(:?) ?(.*)$/.exec(line))
  const attributes = new Map<string, string[]>()
  for (const line of lines) {
    if (line === null) continue
    const [, name = '', isEncoded, written = ''] = line
    const value = isEncoded === ':' && name !== 'jpegPhoto' ? Buffer.from(written, 'base64').toString('utf8') : written
    const values = attributes.get(name.toLowerCase())
    if (values === undefined) attributes.set(name.toLowerCase(), [value])
    else values.push(value)
  }
  const entry = { dn: attributes.get('dn')?.[0] ?? '', attributes }
  if (attributes.get('objectclass')?.includes('inetOrgPerson') === true) builder.addTextPerson(entry)
  if (attributes.get('objectclass')?.includes('groupOfNames') === true) builder.addTextGroup(entry)
}

function personDn(person: number): string {
  return `CN=Person Number ${person},OU=People ${person % 40},DC=corp,DC=example,DC=test`
}

/** One buffer for all entries, as a reader on a socket has it. */
function entryWriter(builder: SnapshotBuilder) {
  const bytes = new Uint8Array(1 << 16)
  const encoder = new TextEncoder()
  const viewOf = (wanted: readonly string[], dn: string, texts: ReadonlyMap<string, readonly string[]>) => {
    let length = encoder.encodeInto(dn, bytes).written
    const dnEnd = length
    const values = wanted.map((attribute) =>
      (texts.get(attribute) ?? []).flatMap((text) => {
        const start = length
        length += encoder.encodeInto(text, bytes.subarray(length)).written
        return [start, length]
      })
    )
    return { bytes, dnStart: 0, dnEnd, values, ranges: [] }
  }
  return {
    group: (dn: string, members: readonly string[]) => viewOf(builder.wantedOfGroups, dn, new Map([['member', members]])),
    person: (person: number) =>
      viewOf(
        builder.wantedOfPeople,
        personDn(person),
        new Map([
          ['sAMAccountName', [`person${person}`]],
          ['mail', [`person.number.${person}@corp.example.test`]],
          ['displayName', [`Number ${person}, Person`]],
          ['cn', [`Person Number ${person}`]],
          ['givenName', [`Person ${person % 977}`]],
          ['sn', [`Number ${person}`]],
          ['userPrincipalName', [`p${person}@corp.example.test`]],
          ['objectGUID', [`6f9619ff-8b86-d011-b42d-${String(person).padStart(12, '0')}`]],
          ['objectSid', [`S-1-5-21-1-2-3-${person + 1000}`]],
          ['primaryGroupID', ['513']],
          ['userAccountControl', ['512']],
          ['accountExpires', ['9223372036854775807']]
        ])
      )
  }
}

function membershipsIn({ groups, memberships }: ColumnarSnapshot): number {
  let count = 0
  for (let group = 0; group < groups.count; group += 1) count += memberships.peopleIn(group).length
  return count
}

function timed<T>(work: () => T): { readonly result: T; readonly durationMs: number } {
  const started = performance.now()
  const result = work()
  return { result, durationMs: performance.now() - started }
}

function inMegabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`
}
