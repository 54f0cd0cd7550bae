import { describe, expect, it } from 'vitest'
import { nameResolves } from '../../../../src-main/core/checks/ldap/name-resolves.ts'
import { portAccepts } from '../../../../src-main/core/checks/ldap/port-accepts.ts'
import { reachableFromFilesCom } from '../../../../src-main/core/checks/ldap/reachable-from-files-com.ts'
import { tlsOpens } from '../../../../src-main/core/checks/ldap/tls-opens.ts'
import { neverCancelled } from '../../../../src-main/core/cancel.ts'
import type { ConnectAnswer, ConnectFailureReason, NameAnswer } from '../../../../src-main/core/model/directory-facts.ts'
import type { TlsFailureReason, TlsVersion } from '../../../../src-main/core/model/tls-facts.ts'
import { fakeProbes, openedTls, verdictOf } from './fake-probes.ts'

describe('ldap.name-resolves', () => {
  it.each<[string, NameAnswer, string]>([
    ['an address', resolved(['203.0.113.5']), 'pass'],
    ['only an IPv6 address', { kind: 'resolved', ipv4: [], ipv6: ['2001:db8::5'], isLiteral: false }, 'pass'],
    ['an address that was typed', { ...resolved(['10.0.0.5']), isLiteral: true }, 'pass'],
    ['an answer without addresses', resolved([]), 'fail ldap.dns.not-found'],
    ['no such name', { kind: 'failed', code: 'not-found', text: 'ENOTFOUND' }, 'fail ldap.dns.not-found'],
    ['a temporary failure', { kind: 'failed', code: 'temporary', text: 'EAI_AGAIN' }, 'fail ldap.dns.temporary'],
    ['silence', { kind: 'failed', code: 'timed-out', text: 'no answer' }, 'fail ldap.dns.timed-out']
  ])('judges %s', async (_what, name, verdict) => {
    expect(await verdictOf(nameResolves, fakeProbes({ name }))).toBe(verdict)
  })

  it('notes private addresses and shows at most five servers of the domain', async () => {
    const records = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ name: `dc${number}.corp.example`, port: 389, priority: 0, weight: 100 }))
    const probes = fakeProbes({ name: resolved(['10.0.0.5']), services: { asked: ['_ldap._tcp.corp.example'], records } })

    const verdict = await nameResolves.run(probes, neverCancelled)

    expect(verdict).toMatchObject({
      status: 'pass',
      evidence: [
        { label: 'A', value: '10.0.0.5 (private: reachable only inside your network)' },
        ...records.slice(0, 5).map(({ name }) => ({ label: 'SRV', value: `${name} port 389 (priority 0, weight 100)` })),
        { label: 'SRV', value: 'and 2 more' }
      ]
    })
  })
})

describe('ldap.port-accepts', () => {
  it.each<[ConnectFailureReason, string]>([
    ['refused', 'fail ldap.tcp.refused'],
    ['timed-out', 'fail ldap.tcp.timed-out'],
    ['reset', 'fail ldap.tcp.reset'],
    ['unreachable', 'fail ldap.tcp.unreachable'],
    ['not-permitted', 'fail ldap.tcp.failed'],
    ['other', 'fail ldap.tcp.failed']
  ])('judges a connection that was %s', async (reason, verdict) => {
    expect(await verdictOf(portAccepts, fakeProbes({ connections: [closed('203.0.113.5', reason)] }))).toBe(verdict)
  })

  it('passes when every address answers', async () => {
    expect(await verdictOf(portAccepts, fakeProbes({ connections: [open('203.0.113.5'), open('2001:db8::5')] }))).toBe('pass')
  })

  it('warns when one of two addresses is closed, and names both', async () => {
    const probes = fakeProbes({ connections: [closed('203.0.113.6', 'timed-out'), open('203.0.113.5')] })

    const verdict = await portAccepts.run(probes, neverCancelled)

    expect(verdict).toMatchObject({
      status: 'warn',
      problem: {
        code: 'ldap.tcp.some-addresses-closed',
        cause: 'dc1.corp.example stands for several addresses. Port 636 is open on 203.0.113.5 and closed on 203.0.113.6.'
      }
    })
  })

  it('shows every address it tried when all are closed', async () => {
    const probes = fakeProbes({ connections: [closed('203.0.113.6', 'refused'), closed('2001:db8::6', 'timed-out')] })

    const verdict = await portAccepts.run(probes, neverCancelled)

    expect(verdict).toMatchObject({
      status: 'fail',
      problem: {
        code: 'ldap.tcp.refused',
        evidence: [
          { label: '203.0.113.6:636', value: 'refused (text)' },
          { label: '[2001:db8::6]:636', value: 'timed-out (text)' }
        ]
      }
    })
  })
})

describe('ldap.tls-opens', () => {
  it.each<[TlsFailureReason, string]>([
    ['closed-at-start', 'fail ldap.tls.closed-at-start'],
    ['not-tls', 'fail ldap.tls.not-tls'],
    ['version-too-old', 'fail ldap.tls.version-too-old'],
    ['no-common-cipher', 'fail ldap.tls.no-common-cipher'],
    ['timed-out', 'fail ldap.tls.timed-out'],
    ['start-tls-not-offered', 'fail ldap.tls.start-tls-not-offered'],
    ['client-certificate-required', 'fail ldap.tls.client-certificate-required'],
    ['no-connection', 'fail ldap.tls.failed'],
    ['other', 'fail ldap.tls.failed']
  ])('judges a handshake that ended as %s', async (reason, verdict) => {
    const tls = { kind: 'not-opened', reason, code: 'ERR_SSL', text: 'what the library said' } as const

    expect(await verdictOf(tlsOpens, fakeProbes({ tls }))).toBe(verdict)
  })

  it('passes and says what was agreed', async () => {
    expect(await tlsOpens.run(fakeProbes(), neverCancelled)).toMatchObject({
      status: 'pass',
      detail: 'LDAPS opened with TLS 1.3.',
      evidence: [
        { label: 'Agreed', value: 'TLS 1.3, TLS_AES_256_GCM_SHA384' },
        { label: 'Versions offered', value: 'TLS 1.0 no, TLS 1.1 no, TLS 1.2 yes, TLS 1.3 yes' }
      ]
    })
  })

  it('passes a server of which the other versions could not be tried', async () => {
    expect(await verdictOf(tlsOpens, fakeProbes({ tls: { ...openedTls, versions: [] } }))).toBe('pass')
  })

  it.each<TlsVersion>(['TLSv1', 'TLSv1.1'])('warns when %s is accepted too', async (version) => {
    const tls = { ...openedTls, versions: [{ version, accepted: true }] }

    expect(await verdictOf(tlsOpens, fakeProbes({ tls }))).toBe('warn ldap.tls.old-versions-offered')
  })

  it('is not needed without encryption, and does not look', async () => {
    const probes = fakeProbes({ settings: { security: 'none' } })

    expect(await verdictOf(tlsOpens, { ...probes, tls: () => Promise.reject(new Error('looked')) })).toBe('skip')
  })
})

describe('ldap.reachable-from-files-com', () => {
  it.each<[string, NameAnswer, string]>([
    ['a private address', resolved(['10.0.0.5']), 'Publish the server'],
    ['a public address', resolved(['203.0.113.5']), 'Open TCP port 636'],
    ['a private and a public address', resolved(['10.0.0.5', '203.0.113.5']), 'Open TCP port 636'],
    ['no address', { kind: 'failed', code: 'not-found', text: '' }, 'Open TCP port 636']
  ])('never turns green, and says what would prove it for %s', async (_what, name, next) => {
    const verdict = await reachableFromFilesCom.run(fakeProbes({ name }), neverCancelled)

    expect(verdict.status).toBe('not-provable-here')
    expect(verdict.status === 'not-provable-here' && verdict.next.startsWith(next)).toBe(true)
  })
})

function resolved(ipv4: readonly string[]): Extract<NameAnswer, { kind: 'resolved' }> {
  return { kind: 'resolved', ipv4, ipv6: [], isLiteral: false }
}

function open(address: string): ConnectAnswer {
  return { kind: 'connected', address, port: 636, durationMs: 0.4 }
}

function closed(address: string, reason: ConnectFailureReason): ConnectAnswer {
  return { kind: 'failed', address, port: 636, reason, text: 'text' }
}
