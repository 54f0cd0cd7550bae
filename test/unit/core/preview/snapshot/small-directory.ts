import fc from 'fast-check'
import { type SnapshotBuilder } from '../../../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { encodeUtf8 } from '../../../../../src-main/core/preview/snapshot/utf8.ts'
import { type SpelledName, spell } from './spellings.ts'

/** A directory as it is meant, before anybody writes it down: members are references, not names. */
export interface SmallDirectory {
  readonly people: readonly { readonly uids: readonly string[]; readonly gid: number | undefined }[]
  readonly groups: readonly { readonly gid: number | undefined; readonly members: readonly Reference[]; readonly uids: readonly string[] }[]
}

export interface Reference {
  readonly to: 'person' | 'group' | 'nobody' | 'foreigner'
  readonly index: number
  readonly source: 'member' | 'unique-member'
  readonly spelling: readonly number[]
  /** Comes with the entry, or later as a part of its own. */
  readonly isLate: boolean
}

export function anyDirectory(): fc.Arbitrary<SmallDirectory> {
  const uid = fc.constantFrom('anna', 'Anna', 'ben', 'zoë', 'u7')
  const gid = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 2 })
  const reference = fc.record({
    to: fc.constantFrom<Reference['to'][]>('person', 'person', 'person', 'group', 'group', 'nobody', 'foreigner'),
    index: fc.nat({ max: 5 }),
    source: fc.constantFrom<Reference['source'][]>('member', 'unique-member'),
    spelling: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
    isLate: fc.boolean()
  })
  return fc.record({
    people: fc.array(fc.record({ uids: fc.array(uid, { maxLength: 2 }), gid }), { maxLength: 6 }),
    groups: fc.array(fc.record({ gid, members: fc.array(reference, { maxLength: 10 }), uids: fc.array(uid, { maxLength: 3 }) }), {
      maxLength: 6
    })
  })
}

/** Tells the builder everything in the order of `order`, some of it twice. Rows by index of the meant directory. */
export function tell(builder: SnapshotBuilder, directory: SmallDirectory, order: readonly number[]) {
  const personRows = new Map<number, number>()
  const groupRows = new Map<number, number>()
  const addPerson = (index: number): void => {
    const { uids, gid } = directory.people[index] ?? { uids: [], gid: undefined }
    const attributes = new Map([['uid', uids], ...gidOf(gid)])
    personRows.set(index, builder.addTextPerson({ dn: spell(nameOf('person', index), order), attributes }))
  }
  const addGroup = (index: number): void => {
    const group = directory.groups[index]
    if (group === undefined || groupRows.has(index)) return
    const early = group.members.filter(({ isLate }) => !isLate)
    const attributes = new Map([
      ['cn', [`Group ${index}`]],
      ['member', early.filter(({ source }) => source === 'member').map(written)],
      ['uniquemember', early.filter(({ source }) => source === 'unique-member').map(written)],
      ['memberuid', group.uids],
      ...gidOf(group.gid)
    ])
    groupRows.set(index, builder.addTextGroup({ dn: spell(nameOf('group', index), order), attributes }))
  }
  const addLate = (index: number, reference: Reference): void => {
    addGroup(index)
    const bytes = encodeUtf8(`(${written(reference)})`)
    builder.addMembers(groupRows.get(index) ?? -1, reference.source, bytes, [1, bytes.length - 1])
  }
  const steps = [
    ...directory.people.map((_, index) => () => {
      addPerson(index)
    }),
    ...directory.groups.map((_, index) => () => {
      addGroup(index)
    }),
    ...directory.groups.flatMap(({ members }, index) =>
      members
        .filter(({ isLate }) => isLate)
        .map((reference) => () => {
          addLate(index, reference)
        })
    )
  ]
  for (const step of shuffled(steps, order)) step()
  return { personRows, groupRows }
}

function gidOf(gid: number | undefined): [string, string[]][] {
  return gid === undefined ? [] : [['gidnumber', [String(gid)]]]
}

function written({ to, index, source, spelling }: Reference): string {
  const name = spell(nameOf(to, index), spelling)
  return source === 'unique-member' && (spelling[0] ?? 0) % 3 === 0 ? `${name}#'0101'B` : name
}

const tricky = ['Anna', 'Doe, John', 'Müller', 'a+b', '東京', 'x=y']

function nameOf(kind: Reference['to'], index: number): SpelledName {
  const own = ['cn', `${tricky[index] ?? ''} ${kind}`] as const
  return kind === 'foreigner'
    ? {
        parts: [
          ['cn', `S-1-5-21-${index}`],
          ['cn', 'foreignsecurityprincipals'],
          ['dc', 'x']
        ]
      }
    : { parts: [own, ['dc', 'corp']] }
}

function shuffled<T>(items: readonly T[], order: readonly number[]): readonly T[] {
  return items
    .map((item, index) => ({ item, key: ((order[index % Math.max(order.length, 1)] ?? 0) * (index + 7)) % 101 }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item)
}
