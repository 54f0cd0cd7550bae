import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MessageFrames } from '../../../src-main/adapters/ldap/message-frames.ts'
import { ber, entryMessage, lengthBytes, resultMessage } from '../../support/stub-ldap-server.ts'
import { startCpuClock } from '../../support/start-cpu-clock.ts'

interface Cut {
  readonly messages: readonly string[]
  readonly broken: string | undefined
}

function cutChunks(chunks: readonly Buffer[], largestMessageBytes?: number): Cut {
  const frames = new MessageFrames(largestMessageBytes)
  const messages: string[] = []
  for (const chunk of chunks) {
    const broken = frames.feed(chunk, (message) => {
      messages.push(message.toString('hex'))
      return 'continue'
    })
    if (broken !== undefined) return { messages, broken: broken.toString('hex') }
  }
  return { messages, broken: undefined }
}

function chunksOf(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = []
  let position = 0
  for (let turn = 0; position < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    // Copied, as a socket gives each chunk its own memory.
    chunks.push(Buffer.from(bytes.subarray(position, position + size)))
    position += size
  }
  return chunks
}

const anyMessage = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((content) => ber(0x30, content)),
  fc.tuple(fc.integer({ min: 300, max: 70_000 }), fc.nat(255)).map(([length, filling]) => ber(0x30, Buffer.alloc(length, filling))),
  fc.constant(resultMessage(3, 'search', { text: 'done' }))
)

describe('MessageFrames', () => {
  it('cuts the same messages whatever the sizes of the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(anyMessage, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 4, maxLength: 8 }),
        (messages, sizes) => {
          const cut = cutChunks(chunksOf(Buffer.concat(messages), sizes))
          expect(cut).toEqual({ messages: messages.map((message) => message.toString('hex')), broken: undefined })
        }
      )
    )
  })

  it('cuts messages that arrive byte by byte', () => {
    const messages = [resultMessage(1, 'bind'), entryMessage(2, 'cn=a', { member: ['x'.repeat(400)] }), resultMessage(2, 'search')]
    const cut = cutChunks(chunksOf(Buffer.concat(messages), [1]))
    expect(cut.messages).toEqual(messages.map((message) => message.toString('hex')))
  })

  it('never throws and never invents bytes, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 400 }), (bytes, size) => {
        const { messages, broken } = cutChunks(chunksOf(Buffer.from(bytes), [size]))
        expect(Buffer.from(bytes).toString('hex').startsWith(messages.join(''))).toBe(true)
        expect(messages.every((message) => message.startsWith('30'))).toBe(true)
        if (broken !== undefined) expect(broken.length).toBeGreaterThan(0)
      })
    )
  })

  it('does not change a message it has handed out when more bytes come', () => {
    // given one message that came in two pieces, with the beginning of the next
    const frames = new MessageFrames()
    const kept: Buffer[] = []
    const first = entryMessage(1, 'cn=first')
    const keep = (message: Buffer): 'continue' => {
      kept.push(message)
      return 'continue'
    }
    frames.feed(first.subarray(0, 5), keep)
    frames.feed(Buffer.concat([first.subarray(5), Buffer.from([0x30, 0x84])]), keep)

    // when the next one goes on
    frames.feed(Buffer.from('0000000201ff', 'hex'), keep)

    // then both are as they were sent
    expect(kept.map((message) => message.toString('hex'))).toEqual([first.toString('hex'), '30840000000201ff'])
  })

  it.each([
    ['a greeting of another protocol', Buffer.from('220 mail.example.test ESMTP\r\n'), Buffer.from('220 mail.example.test ESMTP\r\n')],
    ['a TLS alert', Buffer.from('15030300020228', 'hex'), Buffer.from('15030300020228', 'hex')],
    ['the indefinite length', Buffer.from('3080020101', 'hex'), Buffer.from('3080020101', 'hex')],
    ['a length of eight bytes', Buffer.from('30880000000000000001', 'hex'), Buffer.from('30880000000000000001', 'hex')],
    ['a length beyond the cap', Buffer.concat([Buffer.from([0x30]), lengthBytes(64 * 1024 * 1024 + 1)]), undefined],
    ['garbage after a message', Buffer.concat([resultMessage(1, 'bind'), Buffer.from('GET /')]), Buffer.from('GET /')]
  ])('says where %s begins', (_name, bytes, expected) => {
    expect(cutChunks([bytes]).broken).toBe((expected ?? bytes).toString('hex'))
  })

  it('takes a message of exactly the cap and none above it', () => {
    const exact = ber(0x30, Buffer.alloc(1000))
    const above = ber(0x30, Buffer.alloc(1001))
    expect(cutChunks(chunksOf(exact, [7]), 1000).messages).toHaveLength(1)
    expect(cutChunks(chunksOf(above, [7]), 1000)).toMatchObject({ messages: [], broken: above.subarray(0, 7).toString('hex') })
  })

  it('reads a large message in small pieces in time that grows with its size only', () => {
    // given 16 MiB in pieces of a network packet
    const large = ber(0x30, Buffer.alloc(16 * 1024 * 1024))
    const usedMs = startCpuClock()
    const cut = new MessageFrames()
    let found = 0
    for (let position = 0; position < large.length; position += 1400) {
      cut.feed(large.subarray(position, position + 1400), () => {
        found += 1
        return 'continue'
      })
    }

    // then it is one message; copying everything for every piece would take minutes
    expect(found).toBe(1)
    expect(usedMs()).toBeLessThan(3_000)
  })
})
