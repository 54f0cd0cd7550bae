import { beforeAll, describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { startAwkwardTcp, type Awkwardness } from '../../support/awkward-tcp.ts'
import { lookupOf, startTlsAnswer, startTlsServer } from './tls-server.ts'

let certificate: MadeCertificate
beforeAll(async () => {
  certificate = await issueCertificate('self', { names: ['dc1.test'] })
})

describe('a look by StartTLS', () => {
  it('sees the same as by TLS', async () => {
    await using server = await startTlsServer(certificate, { startTls: 'agrees' })

    const look = await lookAt(server.port)

    expect(look).toMatchObject({ kind: 'opened', version: 'TLSv1.3', trustedHere: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } })
  })

  it.each<[string, Awkwardness, { readonly reason: string; readonly code: string; readonly text?: string }]>([
    [
      'is refused by result 52',
      { kind: 'garbage', bytes: startTlsAnswer(52, 'Error initializing SSL/TLS') },
      { reason: 'start-tls-not-offered', code: 'LDAP result 52', text: 'Error initializing SSL/TLS' }
    ],
    [
      'is refused byte by byte',
      { kind: 'slow', answer: startTlsAnswer(2, 'no'), everyMs: 1 },
      { reason: 'start-tls-not-offered', code: 'LDAP result 2', text: 'no' }
    ],
    [
      'is refused by an alert of TLS',
      { kind: 'garbage', bytes: Buffer.from('15030100020246', 'hex') },
      { reason: 'start-tls-not-offered', code: '' }
    ],
    ['meets a web server', { kind: 'http' }, { reason: 'not-tls', code: '' }],
    [
      'meets bytes without sense',
      { kind: 'garbage', bytes: Buffer.from('00112233', 'hex') },
      { reason: 'not-tls', code: '', text: 'the answer to the StartTLS request is not LDAP; it begins with 00 11 22 33' }
    ],
    ['meets its own request', { kind: 'echo' }, { reason: 'not-tls', code: '' }],
    ['is closed', { kind: 'close-after', bytes: 0 }, { reason: 'closed-at-start', code: 'ECONNRESET' }],
    [
      'is closed in the middle of the answer',
      { kind: 'close-after', bytes: 5, answer: startTlsAnswer(0) },
      { reason: 'closed-at-start', code: 'ECONNRESET' }
    ],
    ['is reset', { kind: 'reset-on-first-byte' }, { reason: 'closed-at-start', code: 'ECONNRESET' }],
    [
      'is agreed to and then answered in clear',
      { kind: 'garbage', bytes: Buffer.concat([startTlsAnswer(0), startTlsAnswer(0)]) },
      { reason: 'not-tls', code: '' }
    ]
  ])('that %s', async (_title, awkwardness, expected) => {
    await using server = await startAwkwardTcp(awkwardness)

    const look = await lookAt(server.port)

    expect(look).toMatchObject({ kind: 'not-opened', ...expected })
    await server.untilAllClosed()
  })

  it.each<[string, Awkwardness]>([
    ['the request', { kind: 'silent' }],
    ['the handshake', { kind: 'slow', answer: startTlsAnswer(0), everyMs: 1 }]
  ])('that is met by silence after %s, at the deadline', async (_title, awkwardness) => {
    await using server = await startAwkwardTcp(awkwardness)

    const look = await lookAt(server.port, 300)

    expect(look).toMatchObject({ kind: 'not-opened', reason: 'timed-out', code: 'ETIMEDOUT' })
    await server.untilAllClosed()
  })
})

function lookAt(port: number, timeoutMs = 5000) {
  const tls = createTls({ lookup: lookupOf('dc1.test') })
  return tls.look({ host: 'dc1.test', port, mode: 'starttls', timeoutMs }, neverCancelled)
}
