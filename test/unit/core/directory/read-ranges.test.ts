import { describe, expect, it } from 'vitest'
import { readAllValues } from '../../../../src-main/core/directory/read-ranges.ts'
import type { DirectorySession } from '../../../../src-main/core/ports/directory.ts'
import { fail, succeed } from '../../../../src-main/core/result.ts'
import { entry, fakeSession, silence } from './fake-session.ts'

const dn = 'CN=All,DC=corp'
const members = Array.from({ length: 8 }, (_, index) => `cn=m${index}`)

describe('readAllValues', () => {
  it('reads part after part up to the end mark', async () => {
    const asked: string[] = []

    const all = await readAllValues(fakeSession({ read: inPartsOf(3, asked) }), dn, 'member')

    expect(all).toEqual(succeed({ values: members, parts: 3 }))
    expect(asked).toEqual(['member', 'member;range=3-*', 'member;range=6-*'])
  })

  it('goes on where somebody else has stopped', async () => {
    const asked: string[] = []

    const rest = await readAllValues(fakeSession({ read: inPartsOf(3, asked) }), dn, 'member', { from: 3 })

    expect(rest).toEqual(succeed({ values: members.slice(3), parts: 2 }))
    expect(asked).toEqual(['member;range=3-*', 'member;range=6-*'])
  })

  it('takes an empty last part for the end', async () => {
    expect(await readFrom(3, async () => succeed(entry(dn, { 'member;range=3-*': [] })))).toEqual(succeed({ values: [], parts: 1 }))
  })

  it('takes values without a range for all there are', async () => {
    expect(await readFrom(0, async () => succeed(entry(dn, { member: members })))).toEqual(succeed({ values: members, parts: 1 }))
    expect(await readFrom(0, async () => succeed(entry(dn)))).toEqual(succeed({ values: [], parts: 1 }))
    expect(await readFrom(0, async () => succeed(undefined))).toEqual(succeed(undefined))
  })

  it.each<[string, DirectorySession['read']]>([
    ['the entry has gone', async () => succeed(undefined)],
    ['the attribute is missing', async () => succeed(entry(dn))],
    ['the range is ignored', async () => succeed(entry(dn, { member: members }))],
    ['another range is sent than asked for', async () => succeed(entry(dn, { 'member;range=0-2': members.slice(0, 3) }))],
    ['a part is empty and not the last', async () => succeed(entry(dn, { 'member;range=3-5': [] }))],
    ['a part ends before it begins', async () => succeed(entry(dn, { 'member;range=3-2': ['cn=m3'] }))]
  ])('is stuck, and never complete, when %s', async (_what, read) => {
    expect(await readFrom(3, read)).toMatchObject({ ok: false, error: { kind: 'ranges-stuck', received: 0 } })
  })

  it('hands over why the server does not answer', async () => {
    expect(await readFrom(3, async () => fail(silence))).toEqual(fail(silence))
  })

  it('comes to an end with a server that never does', async () => {
    const endless: DirectorySession['read'] = async (_dn, [attribute = '']) => {
      const from = Number(/range=(\d+)/.exec(attribute)?.[1])
      return succeed(entry(dn, { [`member;range=${from}-${from + 1}`]: ['cn=same', 'cn=again'] }))
    }

    const stuck = await readAllValues(fakeSession({ read: endless }), dn, 'member', { from: 3, mostValues: 100 })

    expect(stuck).toMatchObject({ ok: false, error: { kind: 'ranges-stuck', received: 100 } })
  })
})

function readFrom(from: number, read: DirectorySession['read']) {
  return readAllValues(fakeSession({ read }), dn, 'member', { from })
}

function inPartsOf(size: number, asked: string[]): DirectorySession['read'] {
  return async (_dn, [attribute = '']) => {
    asked.push(attribute)
    const from = Number(/range=(\d+)/.exec(attribute)?.[1] ?? 0)
    const isLast = from + size >= members.length
    return succeed(entry(dn, { [`member;range=${from}-${isLast ? '*' : from + size - 1}`]: members.slice(from, from + size) }))
  }
}
