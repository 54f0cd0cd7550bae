import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MalformedBytes } from '../../../../src-main/adapters/ldap/ber.ts'
import { EntryDecoder } from '../../../../src-main/adapters/ldap/bulk/entry-decoder.ts'
import { MessageHead, SEARCH_ENTRY } from '../../../../src-main/adapters/ldap/bulk/message-head.ts'
import { decodeMessage } from '../../../../src-main/adapters/ldap/server-message.ts'
import { entryMessage, pagingControl, referenceMessage, resultMessage } from '../../../support/stub-ldap-server.ts'
import { readInBulk } from './read-in-bulk.ts'
import { peoplePage, startScriptedDirectory } from './scripted-directory.ts'

const wanted = ['cn', 'member', 'uid']

const anyEntry = fc
  .record({
    id: fc.integer({ min: 1, max: 2_000_000_000 }),
    dn: fc.string({ unit: 'grapheme', maxLength: 200 }),
    attributes: fc.dictionary(
      fc.constantFrom('cn', 'CN', 'member', 'Uid', 'mail', 'member;range=0-9', 'member;range=10-*', 'cn;lang-de', 'userCertificate;binary'),
      fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 })
    )
  })
  .map(({ id, dn, attributes }) => entryMessage(id, dn, attributes))

const anyMutation = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 })

describe('one entry', () => {
  it('is decoded as the checks’ own decoder does, broken bytes included', () => {
    const decoder = new EntryDecoder(wanted)
    const head = new MessageHead()
    fc.assert(
      fc.property(anyEntry, anyMutation, (entry, mutations) => {
        const bytes = mutated(entry, mutations)
        const expected = decodeMessage(bytes)
        const isEntry = head.read(bytes) === undefined && head.tag === SEARCH_ENTRY && head.id >= 0
        const found = isEntry ? decodedBy(decoder, bytes) : undefined
        expect(found).toEqual(expected?.kind === 'entry' ? summary(expected.entry) : undefined)
      }),
      { numRuns: 3000 }
    )
  })
})

interface Summary {
  readonly dn: string
  readonly counts: readonly number[]
}

function summary(entry: { readonly dn: string; readonly attributes: ReadonlyMap<string, readonly string[]> }): Summary {
  const count = (attribute: string): number => {
    let values = 0
    for (const [name, list] of entry.attributes) {
      const [type = '', ...options] = name.split(';')
      const isWhole = options.length === 0 || (options.length === 1 && /^range=\d{1,9}-(\d{1,9}|\*)$/.test(options[0] ?? ''))
      if (type === attribute && isWhole) values += list.length
    }
    return values
  }
  return { dn: entry.dn, counts: wanted.map(count) }
}

function decodedBy(decoder: EntryDecoder, message: Buffer): Summary | undefined {
  try {
    const { bytes, dnStart, dnEnd, values } = decoder.decode(message)
    for (const positions of values) {
      for (const position of positions) expect(position).toBeLessThanOrEqual(message.length)
    }
    return { dn: Buffer.from(bytes.subarray(dnStart, dnEnd)).toString('utf8'), counts: values.map((positions) => positions.length / 2) }
  } catch (problem) {
    if (problem instanceof MalformedBytes) return undefined
    throw problem
  }
}

describe('a whole reading', () => {
  it('ends, with everything closed, whatever bytes come and wherever they stop', async () => {
    const stream = [
      ...peoplePage(2, 0, 5).slice(0, 5),
      referenceMessage(2, 'ldap://elsewhere.test/'),
      entryMessage(2, 'uid=9,dc=x', { 'uid;range=0-*': ['a'], uid: [] }),
      resultMessage(2, 'search', { controls: [pagingControl('c')] })
    ]
    const kinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(anyMutation, fc.nat(), fc.integer({ min: 1, max: 400 }), fc.boolean(), async (mutations, end, size, isWhole) => {
        const whole = mutated(Buffer.concat(stream), mutations)
        const bytes = isWhole ? whole : whole.subarray(0, end % whole.length)
        await using stub = await startScriptedDirectory(({ of, page, id }, connection) => {
          if (of !== 'people') return undefined
          if (page > 0) connection.send(...peoplePage(id, 100 * page, 2))
          else {
            for (let at = 0; at < bytes.length; at += size) connection.send(bytes.subarray(at, at + size))
            if (!isWhole) connection.close()
          }
          return 'answered'
        })
        const { result } = await readInBulk({ settings: { host: stub.host, port: stub.port, timeoutMs: 150 } })
        await stub.untilAllClosed()
        expect(result.ok).toBe(true)
        if (result.ok) kinds.add(result.value.end.kind === 'cut' ? (result.value.end.cut.failure?.kind ?? 'odd') : 'complete')
      }),
      { numRuns: 300 }
    )
    // then the cases were of many kinds
    expect([...kinds]).toEqual(expect.arrayContaining(['complete', 'closed', 'not-ldap']))
  })
})

function mutated(bytes: Buffer, mutations: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes)
  for (const [position, value] of mutations) copy[position % copy.length] = value
  return copy
}
