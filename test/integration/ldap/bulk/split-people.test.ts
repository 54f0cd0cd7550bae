import { describe, expect, it } from 'vitest'
import { NameHashes } from '../../../../src-main/adapters/ldap/bulk/name-hashes.ts'
import { entryMessage, resultMessage, type StubConnection } from '../../../support/stub-ldap-server.ts'
import { readInBulk, type BulkReadingSeen } from './read-in-bulk.ts'
import { startScriptedDirectory, type ScriptedSearch } from './scripted-directory.ts'

/** A directory that looks as if it could be split by `uid`; `answer` gets each part in turn. */
async function readSplit(answer: (search: ScriptedSearch, connection: StubConnection) => void): Promise<BulkReadingSeen> {
  await using stub = await startScriptedDirectory((search, connection) => {
    if (search.of === 'people') answer(search, connection)
    if (search.of === 'other' && search.request.attributes.includes('uid')) {
      connection.send(
        ...Array.from({ length: 500 }, (_, index) => sampled(search.id, index)),
        resultMessage(search.id, 'search', { code: 4 })
      )
      return 'answered'
    }
    return search.of === 'people' ? 'answered' : undefined
  })
  const seen = await readInBulk({ settings: { host: stub.host, port: stub.port }, request: { connections: 3 } })
  await stub.untilAllClosed()
  return seen
}

function sampled(id: number, index: number): Buffer {
  const uid = `${'abcdef'.charAt(index % 6)}${'xyz'.charAt(index % 3)}${String(index)}`
  return entryMessage(id, `uid=${uid},dc=x`, { uid: [uid] })
}

function person(id: number, ...uids: readonly string[]): Buffer {
  return entryMessage(id, `uid=${uids[0] ?? ''},dc=x`, { uid: uids })
}

describe('people who are read in parts', () => {
  it('are complete when every part is, and who has two user names counts once', async () => {
    const seen = await readSplit(({ id, page }, connection) =>
      connection.send(person(id, `only-${String(page)}`), person(id, 'anna', 'bert'), resultMessage(id, 'search'))
    )
    const parts = seen.result.ok ? seen.result.value.parts : 0
    expect(parts).toBeGreaterThan(3)
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, people: parts + 1 } })
  })

  it('are complete when somebody has a second user name in another language, which a search finds as well', async () => {
    const seen = await readSplit(({ id, page }, connection) =>
      connection.send(
        person(id, `only-${String(page)}`),
        entryMessage(id, 'uid=anna,dc=x', { uid: ['anna'], 'UID;lang-de': ['bert'] }),
        resultMessage(id, 'search')
      )
    )
    const parts = seen.result.ok ? seen.result.value.parts : 0
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, people: parts + 1 } })
    expect(seen.people.get('uid=anna,dc=x')).toEqual(['uid: anna'])
  })

  it('are cut when somebody with one user name is in two parts', async () => {
    const seen = await readSplit(({ id }, connection) => connection.send(person(id, 'anna'), resultMessage(id, 'search')))
    const because = 'uid=anna,dc=x was sent twice, so that somebody else may be missing.'
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'cut', cut: { where: 'people', because } } } })
  })

  it('are cut when one part ends with an error, and the others are read all the same', async () => {
    const seen = await readSplit(({ id, page }, connection) =>
      connection.send(person(id, `only-${String(page)}`), resultMessage(id, 'search', page === 1 ? { code: 51 } : {}))
    )
    const parts = seen.result.ok ? seen.result.value.parts : 0
    expect(seen.result).toMatchObject({
      ok: true,
      value: { people: parts, end: { kind: 'cut', cut: { where: 'people', failure: { kind: 'result', code: 51 } } } }
    })
  })

  it('are cut when no connection is left for a part', async () => {
    const seen = await readSplit((_search, connection) => connection.close())
    expect(seen.result).toMatchObject({
      ok: true,
      value: { people: 0, end: { kind: 'cut', cut: { where: 'people', failure: { kind: 'closed' } } } }
    })
  })
})

describe('NameHashes', () => {
  it('knows each of 300,000 names again, and takes none for another', () => {
    const names = new NameHashes()
    const name = (index: number): Buffer => Buffer.from(`uid=u${String(index).padStart(7, '0')},ou=people,dc=x`)
    for (let index = 0; index < 300_000; index += 1) {
      const bytes = name(index)
      if (!names.add(bytes, 0, bytes.length)) throw new Error(`${bytes.toString()} was taken for another`)
    }
    expect(names.size).toBe(300_000)
    for (const index of [0, 1, 150_000, 299_999]) expect(names.add(name(index), 0, name(index).length)).toBe(false)
  })
})
