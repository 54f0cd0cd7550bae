import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MalformedMessageError } from '../../../src-main/practice/protocol/ber.ts'
import { readRequest } from '../../../src-main/practice/protocol/read-request.ts'
import { MessageSplitter } from '../../../src-main/practice/protocol/split-messages.ts'
import { encodeAbandon, encodeBind, encodeCompare, encodeDelete, encodeExtended, encodePaging, encodeSearch } from './encode-request.ts'

const messages = [
  encodeBind(1, 'cn=x', 'secret'),
  encodeSearch(2, {
    base: 'dc=b',
    scope: 'one',
    sizeLimit: 5,
    timeLimitSeconds: 6,
    typesOnly: true,
    attributes: ['cn', '+'],
    controls: [encodePaging(7, Buffer.from('c'))]
  }),
  encodeAbandon(3, 2),
  encodeExtended(4, '1.2.3'),
  encodeCompare(5, 'dc=b', 'cn', 'x'),
  encodeDelete(6, 'dc=b')
]

describe('readRequest', () => {
  it('reads each kind of request', () => {
    expect(messages.map(readRequest)).toEqual([
      {
        messageId: 1,
        controls: [],
        operation: { kind: 'bind', version: 3, name: 'cn=x', method: { kind: 'simple', password: Buffer.from('secret') } }
      },
      {
        messageId: 2,
        controls: [{ type: '1.2.840.113556.1.4.319', critical: false, value: Buffer.from('3006020107040163', 'hex') }],
        operation: {
          kind: 'search',
          base: 'dc=b',
          scope: 'one',
          sizeLimit: 5,
          timeLimitSeconds: 6,
          typesOnly: true,
          filter: { kind: 'present', attribute: 'objectClass' },
          attributes: ['cn', '+']
        }
      },
      { messageId: 3, controls: [], operation: { kind: 'abandon', target: 2 } },
      { messageId: 4, controls: [], operation: { kind: 'extended', name: '1.2.3' } },
      { messageId: 5, controls: [], operation: { kind: 'compare', entry: 'dc=b', attribute: 'cn', value: Buffer.from('x') } },
      { messageId: 6, controls: [], operation: { kind: 'write', answerTag: 0x6b } }
    ])
  })

  it('refuses a damaged request with its own error, or reads it', () => {
    const damage = fc.array(fc.record({ at: fc.nat(200), to: fc.nat(255) }), { maxLength: 5 })
    fc.assert(
      fc.property(fc.constantFrom(...messages), damage, (message, changes) => {
        const bytes = Buffer.from(message)
        for (const { at, to } of changes) bytes[at % bytes.length] = to
        try {
          readRequest(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessageError)
        }
      }),
      { numRuns: 3_000 }
    )
  })
})

describe('MessageSplitter', () => {
  it('finds the same messages however the network cuts them', () => {
    const all = Buffer.concat(messages)
    fc.assert(
      fc.property(fc.array(fc.nat(all.length), { maxLength: 30 }), (cuts) => {
        const splitter = new MessageSplitter(1_000)
        const places = [0, ...cuts.sort((a, b) => a - b), all.length]
        const found = places.slice(1).flatMap((end, index) => splitter.push(all.subarray(places[index], end)))
        expect(found.map(String)).toEqual(messages.map(String))
        expect(splitter.pendingBytes).toBe(0)
      })
    )
  })

  it.each([
    ['a message over the limit', '30820400'],
    ['something that is no sequence', '160301'],
    ['an indefinite length', '3080']
  ])('refuses %s at once, without waiting for the rest', (_title, hex) => {
    expect(() => new MessageSplitter(1_000).push(Buffer.from(hex, 'hex'))).toThrow(MalformedMessageError)
  })
})
