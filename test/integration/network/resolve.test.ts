import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../src-main/adapters/network/create-network.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'

describe('resolving a host', () => {
  it.each([
    ['10.1.2.3', { ipv4: ['10.1.2.3'], ipv6: [] }],
    ['2001:db8::1', { ipv4: [], ipv6: ['2001:db8::1'] }],
    ['[::1]', { ipv4: [], ipv6: ['::1'] }]
  ])('takes the address %s as its own answer', async (host, addresses) => {
    const network = createNetwork({ lookup: () => expect.unreachable('nobody needs to be asked') })

    expect(await network.resolve(host, 1000, neverCancelled)).toEqual({ kind: 'resolved', ...addresses, isLiteral: true })
  })

  it('counts the hosts file', async () => {
    const answer = await createNetwork().resolve('localhost', 5000, neverCancelled)

    expect(answer).toMatchObject({ kind: 'resolved', isLiteral: false })
    expect(
      answer.kind === 'resolved' && [...answer.ipv4, ...answer.ipv6].some((address) => address === '127.0.0.1' || address === '::1')
    ).toBe(true)
  })

  it('sorts the addresses by family, each once', async () => {
    const found = ['2001:db8::1', '192.0.2.1', '192.0.2.1', '192.0.2.2']
    const network = createNetwork({
      lookup: (_name, _options, done) =>
        done(
          null,
          found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
        )
    })

    expect(await network.resolve('dc1.test', 1000, neverCancelled)).toEqual({
      kind: 'resolved',
      ipv4: ['192.0.2.1', '192.0.2.2'],
      ipv6: ['2001:db8::1'],
      isLiteral: false
    })
  })

  it('asks for a name with umlauts in its ASCII form', async () => {
    const asked: string[] = []
    const network = createNetwork({ lookup: (name, _options, done) => done(null, asked.push(name) > 0 ? '192.0.2.1' : '', 4) })

    await network.resolve('Verzeichnis.Müller.Example.', 1000, neverCancelled)

    expect(asked).toEqual(['verzeichnis.xn--mller-kva.example'])
  })

  it.each([
    ['ENOTFOUND', 'not-found'],
    ['ENODATA', 'not-found'],
    ['EAI_AGAIN', 'temporary'],
    ['EAI_FAIL', 'temporary']
  ])('calls %s %s', async (code, expected) => {
    const network = createNetwork({ lookup: (_name, _options, done) => done(Object.assign(new Error('getaddrinfo'), { code }), '') })

    expect(await network.resolve('dc1.test', 1000, neverCancelled)).toMatchObject({ kind: 'failed', code: expected })
  })

  it('never takes an empty host for this computer', async () => {
    expect(await createNetwork().resolve(' ', 1000, neverCancelled)).toMatchObject({ kind: 'failed', code: 'not-found' })
  })

  it('gives up at the deadline', async () => {
    const network = createNetwork({ lookup: () => undefined })

    expect(await network.resolve('dc1.test', 50, neverCancelled)).toMatchObject({ kind: 'failed', code: 'timed-out' })
  })

  it('is cancelled at once', async () => {
    const controller = new AbortController()
    const answer = createNetwork({ lookup: () => undefined }).resolve('dc1.test', 20_000, controller.signal)

    controller.abort()

    await expect(answer).rejects.toThrow(Cancelled)
  })
})
