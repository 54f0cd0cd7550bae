import { connect, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { refusedPort, startAwkwardTcp, type Awkwardness } from '../../support/awkward-tcp.ts'

const answer = Buffer.from('0123456789')

describe('awkward TCP servers', () => {
  const cases: readonly [Awkwardness, string][] = [
    [{ kind: 'reset-on-connect' }, 'ECONNRESET after ""'],
    [{ kind: 'reset-on-first-byte' }, 'ECONNRESET after ""'],
    [{ kind: 'close-after', bytes: 4, answer }, 'closed after "0123"'],
    [{ kind: 'close-after', bytes: 0 }, 'closed after ""'],
    [{ kind: 'banner' }, 'still open after "220 mail.example.test ESMTP\\r\\n"'],
    [{ kind: 'garbage', bytes: answer }, 'still open after "0123456789"'],
    [{ kind: 'echo' }, 'still open after "hello"'],
    [{ kind: 'silent' }, 'still open after ""'],
    [{ kind: 'slow', answer, everyMs: 5 }, 'still open after "0123456789"']
  ]
  it.each(cases)('%o', async (awkwardness, expected) => {
    await using server = await startAwkwardTcp(awkwardness)

    const outcome = await whatHappens(connect(server.port, server.host), heardIn(expected))

    expect(outcome).toBe(expected)
    await server.untilAllClosed()
    expect({ count: server.connectionCount(), open: server.openCount() }).toEqual({ count: 1, open: 0 })
  })

  it('answers like a web server', async () => {
    await using server = await startAwkwardTcp({ kind: 'http' })

    const outcome = await whatHappens(connect(server.port, server.host))

    expect(outcome).toMatch(/^closed after "HTTP\/1\.1 400 Bad Request/)
    expect(server.received().toString()).toBe('hello')
  })

  it('completes TLS, and then closes or stays silent', async () => {
    const certificate = await issueCertificate('self', { names: ['localhost'] })
    await using closing = await startAwkwardTcp({ kind: 'tls-then-close', ...certificate })
    await using closingLater = await startAwkwardTcp({ kind: 'tls-then-close', afterFirstData: true, ...certificate })
    await using silent = await startAwkwardTcp({ kind: 'tls-then-silent', ...certificate })

    const outcomes = await Promise.all(
      [closing, closingLater, silent].map(({ port, host }) =>
        whatHappens(connectTls({ port, host, ca: certificate.certificatePem, servername: 'localhost' }))
      )
    )

    expect(outcomes).toEqual(['closed after ""', 'closed after ""', 'still open after ""'])
  })

  it('survives a client that refuses its certificate', async () => {
    const certificate = await issueCertificate(await makeAuthority(), { names: ['localhost'] })
    await using server = await startAwkwardTcp({ kind: 'tls-then-silent', ...certificate })

    const outcome = await whatHappens(connectTls({ port: server.port, host: server.host, servername: 'localhost' }))

    expect(outcome).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE after ""')
  })

  it('knows a port that refuses', async () => {
    expect(await whatHappens(connect(await refusedPort(), '127.0.0.1'))).toBe('ECONNREFUSED after ""')
  })
})

const silenceMs = 200

/** Says hello and reports what was heard and how the connection ended, or that it is still open: after this text, or else after a while. */
function whatHappens(socket: Socket, until = ''): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    let outcome = 'closed'
    const finish = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(`${outcome} after ${JSON.stringify(heard)}`)
    }
    const stillOpen = (): void => {
      outcome = 'still open'
      finish()
    }
    let timer: NodeJS.Timeout | undefined
    if (until === '')
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => (timer = setTimeout(stillOpen, silenceMs)))
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text
      if (heard === until) stillOpen()
    })
    socket.on('error', (error) => (outcome = 'code' in error ? String(error.code) : error.message))
    socket.on('end', finish).on('close', finish)
    socket.write('hello')
  })
}

function heardIn(expected: string): string {
  const [, quoted = '""'] = /^still open after (.*)$/.exec(expected) ?? []
  return String(JSON.parse(quoted))
}
