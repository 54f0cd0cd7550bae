import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPracticeDirectory, type PracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { encodeAbandon, encodeBind, encodeExtended, encodeSearch } from '../../unit/practice/encode-request.ts'
import { RawClient, readResult } from './raw-client.ts'

const START_TLS = '1.3.6.1.4.1.1466.20037'
let directory: PracticeDirectory

beforeAll(async () => {
  directory = await startPracticeDirectory({ flavour: 'active-directory' })
})
afterAll(() => directory.close())

/** A new client can still read the root entry and sign in. */
async function expectAlive(): Promise<void> {
  await using client = await RawClient.connect(directory.ldapPort)
  expect(await client.bind(directory.username, directory.password)).toMatchObject({ code: 0 })
}

async function expectDisconnection(client: RawClient, code: number): Promise<void> {
  const { messageId, operation } = await client.next()
  expect(messageId).toBe(0)
  expect(readResult(operation).code).toBe(code)
  expect(await client.isClosed()).toBe(true)
}

describe('whatever a client sends, the practice directory lives on', () => {
  it('random bytes, on both ports', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), async (bytes, isSecurePort) => {
        await using client = await RawClient.connect(isSecurePort ? directory.ldapsPort : directory.ldapPort)
        client.send(Buffer.from(bytes))
        await client.finish()
      }),
      { numRuns: 300 }
    )
    await expectAlive()
  })

  it('a good request with some bytes changed, cut off or doubled', async () => {
    const good = Buffer.concat([
      encodeBind(1, directory.username, directory.password),
      encodeSearch(2, { base: directory.baseDn, sizeLimit: 3, attributes: ['cn', 'member;range=0-*'] }),
      encodeExtended(3, '1.3.6.1.4.1.4203.1.11.3')
    ])
    const change = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(good.length), async (changes, length) => {
        const bytes = Buffer.from(good)
        for (const { at, to } of changes) bytes[at] = to
        await using client = await RawClient.connect(directory.ldapPort)
        client.send(bytes.subarray(0, length))
        client.send(encodeExtended(9, 'anything'))
        await client.finish()
      }),
      { numRuns: 300 }
    )
    await expectAlive()
  })

  it.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['an indefinite length', Buffer.from([0x30, 0x80, 0, 0])],
    ['a length of nine bytes', Buffer.from([0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1])],
    ['a message of four gigabytes', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])],
    ['an unknown operation', Buffer.from([0x30, 0x05, 0x02, 0x01, 0x01, 0x7e, 0x00])],
    ['an element longer than its parent', Buffer.from([0x30, 0x05, 0x02, 0x01, 0x01, 0x60, 0x40])],
    ['a filter nested ten thousand deep', nestedNots(10_000)]
  ])('is told goodbye after %s', async (_title, bytes) => {
    await using client = await RawClient.connect(directory.ldapPort)

    client.send(bytes)

    await expectDisconnection(client, 2)
    await expectAlive()
  })

  it('three hundred connections at once', async () => {
    const clients = await Promise.all(Array.from({ length: 300 }, () => RawClient.connect(directory.ldapPort)))
    const results = await Promise.all(clients.map((client) => client.bind(directory.username, directory.password)))
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()))

    expect(new Set(results.map(({ code }) => code))).toEqual(new Set([0]))
  })

  it('a thousand requests in one write, answered in order', async () => {
    await using client = await RawClient.connect(directory.ldapPort)
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1)

    client.send(Buffer.concat(ids.map((id) => encodeSearch(id, { base: '', scope: 'base', attributes: ['1.1'] }))))

    const answered: number[] = []
    while (answered.length < ids.length) {
      const { messageId, operation } = await client.next()
      if (operation.nextTag === 0x65) answered.push(messageId)
    }
    expect(answered).toEqual(ids)
  })

  it('a request one byte at a time', async () => {
    await using client = await RawClient.connect(directory.ldapPort)

    for (const byte of encodeBind(1, directory.username, directory.password)) client.send(Buffer.from([byte]))

    expect(readResult((await client.next()).operation).code).toBe(0)
  })

  it('requests smuggled in clear behind StartTLS', async () => {
    await using client = await RawClient.connect(directory.ldapPort)

    client.send(Buffer.concat([encodeExtended(1, START_TLS), encodeBind(2, directory.username, directory.password)]))

    await expectDisconnection(client, 2)
  })

  it('StartTLS inside TLS, which is refused without harm', async () => {
    await using client = await RawClient.connectTls(directory.ldapsPort, { servername: directory.serverName, ca: directory.caPem })

    client.send(encodeExtended(1, START_TLS))

    expect(readResult((await client.next()).operation).code).toBe(1)
    expect(await client.bind(directory.username, directory.password)).toMatchObject({ code: 0 })
  })

  it('nonsense where the TLS handshake after StartTLS should be', async () => {
    await using client = await RawClient.connect(directory.ldapPort)
    client.send(encodeExtended(1, START_TLS))
    await client.next()

    client.send(Buffer.from('this is no handshake, this is just text that goes on for a while'))

    await client.isClosed()
    await expectAlive()
  })
})

describe('a slow practice directory', () => {
  it('honours the time limit of a search and a request taken back', async () => {
    await using slow = await startPracticeDirectory({ faults: ['slow-answers'], slowAnswerMs: 1_500 })
    await using client = await RawClient.connect(slow.ldapPort)

    // when a search may take one second, and the one behind it is abandoned while it waits
    client.send(encodeSearch(1, { base: '', scope: 'base', timeLimitSeconds: 1 }))
    client.send(encodeSearch(2, { base: '', scope: 'base' }))
    client.send(encodeAbandon(3, 2))
    client.send(encodeExtended(4, '1.3.6.1.4.1.4203.1.11.3'))

    // then the first ends with code 3, the second never answers
    const first = await client.next()
    expect([first.messageId, readResult(first.operation).code]).toEqual([1, 3])
    expect((await client.next()).messageId).toBe(4)
  })

  it('closes at once, even while answers are due', async () => {
    const slow = await startPracticeDirectory({ faults: ['slow-answers'], slowAnswerMs: 60_000 })
    await using client = await RawClient.connect(slow.ldapPort)
    client.send(encodeSearch(1, { base: '', scope: 'base' }))

    await slow.close()

    expect(await client.isClosed()).toBe(true)
  })
})

describe('starting and reading is quick', () => {
  it('within the times that a newcomer does not notice', async () => {
    // Warm first: what counts is the directory, not the compiler.
    await (await startPracticeDirectory()).close()
    const beforeStart = performance.now()
    await using fresh = await startPracticeDirectory()
    const startMs = performance.now() - beforeStart
    await using client = await RawClient.connect(fresh.ldapPort)
    const read = async (): Promise<number> => {
      const before = performance.now()
      await client.bind(fresh.username, fresh.password)
      const pages = await client.searchPaged(
        { base: fresh.baseDn, filter: { kind: 'equal', attribute: 'sAMAccountType', value: Buffer.from('805306368') } },
        1000
      )
      expect(pages.flatMap(({ entries }) => entries).length).toBeGreaterThan(300)
      return performance.now() - before
    }
    const readMs = Math.min(await read(), await read(), await read())
    console.log(`practice directory: start ${startMs.toFixed(0)} ms, bind and 300 people with all attributes ${readMs.toFixed(1)} ms`)

    // Generous against the aims of 150 ms and 20 ms: the machine of a test run is busy.
    expect(startMs).toBeLessThan(1_500)
    expect(readMs).toBeLessThan(200)
  })
})

function nestedNots(depth: number): Buffer {
  let filter: Buffer = Buffer.from([0x87, 0x02, 0x63, 0x6e])
  for (let level = 0; level < depth; level += 1) filter = element(0xa2, filter)
  const search = Buffer.concat([Buffer.from('04000a01020a0100020100020100010100', 'hex'), filter, Buffer.from([0x30, 0x00])])
  return element(0x30, Buffer.concat([Buffer.from([0x02, 0x01, 0x01]), element(0x63, search)]))
}

function element(tag: number, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([Buffer.from([tag, 0x84]), length, content])
}
