import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../src-main/adapters/network/create-network.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { ServiceRecord } from '../../../src-main/core/model/directory-facts.ts'

const question = '_ldap._tcp.corp.test'

describe('resolving a service', () => {
  it('puts low priority first, then high weight', async () => {
    const records = [
      { name: 'backup.corp.test', port: 389, priority: 10, weight: 100 },
      { name: 'light.corp.test', port: 389, priority: 0, weight: 1 },
      { name: 'heavy.corp.test', port: 3890, priority: 0, weight: 60 }
    ]
    await using server = await startNameServer({ records })

    const answer = await networkOf(server.address).resolveService(question, 2000, neverCancelled)

    expect(answer).toEqual([records[2], records[1], records[0]])
    expect(server.asked()).toEqual([question])
  })

  it('leaves out the record that says the service is not offered', async () => {
    await using server = await startNameServer({ records: [{ name: '', port: 0, priority: 0, weight: 0 }] })

    expect(await networkOf(server.address).resolveService(question, 2000, neverCancelled)).toEqual([])
  })

  it.each([
    ['no such name', { failure: 3 }],
    ['a broken name server', { failure: 2 }]
  ])('gives nothing for %s', async (_title, behaviour) => {
    await using server = await startNameServer(behaviour)

    expect(await networkOf(server.address).resolveService(question, 2000, neverCancelled)).toEqual([])
  })

  it('gives nothing when nobody answers, at the deadline', async () => {
    await using server = await startNameServer('silent')
    const startedAt = performance.now()

    expect(await networkOf(server.address).resolveService(question, 300, neverCancelled)).toEqual([])
    expect(performance.now() - startedAt).toBeLessThan(1300)
  })

  it('gives nothing for a text that is no name', async () => {
    await using server = await startNameServer({ records: [] })

    expect(await networkOf(server.address).resolveService('..', 300, neverCancelled)).toEqual([])
  })

  it('is cancelled at once', async () => {
    await using server = await startNameServer('silent')
    const controller = new AbortController()
    const answer = networkOf(server.address).resolveService(question, 20_000, controller.signal)
    await expect.poll(() => server.asked().length).toBeGreaterThan(0)

    const startedAt = performance.now()
    controller.abort()
    await expect(answer).rejects.toThrow(Cancelled)

    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})

function networkOf(dnsServer: string) {
  return createNetwork({ dnsServers: [dnsServer] })
}

/** A name server with one answer to everything (RFC 1035, 4.1). */
async function startNameServer(behaviour: { readonly records: readonly ServiceRecord[] } | { readonly failure: number } | 'silent') {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const end = endOfName(query, 12)
    asked.push(nameIn(query, 12))
    if (behaviour === 'silent') return
    const records = 'records' in behaviour ? behaviour.records : []
    const header = Buffer.from(query.subarray(0, 12))
    header.writeUInt16BE('failure' in behaviour ? 0x8180 | behaviour.failure : 0x8180, 2)
    header.writeUInt16BE(records.length, 6)
    header.writeUInt32BE(0, 8)
    socket.send(Buffer.concat([header, query.subarray(12, end + 4), ...records.map(answerFor)]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked: () => asked,
    [Symbol.asyncDispose]: async () => {
      await once(socket.close(), 'close')
    }
  }
}

function answerFor(record: ServiceRecord): Buffer {
  const target = Buffer.concat([...record.name.split('.').filter(Boolean).map(label), Buffer.from([0])])
  const numbers = Buffer.alloc(18)
  numbers.writeUInt16BE(0xc00c, 0)
  numbers.writeUInt16BE(33, 2)
  numbers.writeUInt16BE(1, 4)
  numbers.writeUInt32BE(60, 6)
  numbers.writeUInt16BE(6 + target.length, 10)
  numbers.writeUInt16BE(record.priority, 12)
  numbers.writeUInt16BE(record.weight, 14)
  numbers.writeUInt16BE(record.port, 16)
  return Buffer.concat([numbers, target])
}

function label(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text)])
}

function endOfName(bytes: Buffer, start: number): number {
  let offset = start
  while (bytes.readUInt8(offset) !== 0) offset += bytes.readUInt8(offset) + 1
  return offset + 1
}

function nameIn(bytes: Buffer, start: number): string {
  const labels: string[] = []
  for (let offset = start; bytes.readUInt8(offset) !== 0; offset += bytes.readUInt8(offset) + 1) {
    labels.push(bytes.toString('latin1', offset + 1, offset + 1 + bytes.readUInt8(offset)))
  }
  return labels.join('.').toLowerCase()
}
