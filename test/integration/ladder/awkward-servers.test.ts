import { describe, expect, it } from 'vitest'
import { startAwkwardTcp, type Awkwardness } from '../../support/awkward-tcp.ts'
import { checkADirectory } from '../../support/check-a-directory.ts'
import { freePorts } from '../../support/free-ports.ts'
import { settingsForStub } from './stub-directory.ts'

const root = 'ldap.root-dse-answers'
const tls = 'ldap.tls-opens'

describe('a port where something else listens', () => {
  it.each<[string, Awkwardness, string]>([
    ['silence', { kind: 'silent' }, `${root} ldap.no-answer`],
    ['a reset at the first byte', { kind: 'reset-on-first-byte' }, `${root} ldap.connection-closed`],
    ['an end at the first byte', { kind: 'close-after', bytes: 0 }, `${root} ldap.connection-closed`],
    ['a web server', { kind: 'http' }, `${root} ldap.not-ldap`],
    ['a mail server', { kind: 'banner' }, `${root} ldap.not-ldap`],
    ['random bytes', { kind: 'garbage', bytes: Buffer.alloc(1024, 0xa7) }, `${root} ldap.not-ldap`],
    ['an echo', { kind: 'echo' }, `${root} ldap.not-ldap`]
  ])('plain: %s', async (_what, awkwardness, expected) => {
    await using server = await startAwkwardTcp(awkwardness)

    const { findings, summary } = await checkADirectory({ ...settingsForStub(server), timeoutMs: 500 })

    expect(findings).toEqual([`fail ${expected}`, `blocked 12 by ${root}`])
    expect(summary).toContain('pass ldap.port-accepts')
    expect(server.received().includes('Reader-Secret-1')).toBe(false)
  })

  it.each<[string, Awkwardness, string]>([
    ['silence', { kind: 'silent' }, `${tls} ldap.tls.timed-out`],
    ['a reset at the first byte', { kind: 'reset-on-first-byte' }, `${tls} ldap.tls.closed-at-start`],
    ['an end at the first byte', { kind: 'close-after', bytes: 0 }, `${tls} ldap.tls.closed-at-start`],
    ['a web server', { kind: 'http' }, `${tls} ldap.tls.not-tls`],
    ['a mail server', { kind: 'banner' }, `${tls} ldap.tls.not-tls`]
  ])('LDAPS: %s', async (_what, awkwardness, expected) => {
    await using server = await startAwkwardTcp(awkwardness)

    const { findings } = await checkADirectory({ ...settingsForStub(server), security: 'ldaps', timeoutMs: 500 })

    expect(findings).toEqual([`fail ${expected}`, `blocked 20 by ${tls}`])
  })

  it('that stays silent in TLS is not waited for again when suggestions are made', async () => {
    await using server = await startAwkwardTcp({ kind: 'silent' })

    await checkADirectory({ ...settingsForStub(server), security: 'ldaps', timeoutMs: 300 })

    // one to see whether the port accepts, one to look at its TLS
    expect(server.connectionCount()).toBe(2)
  })

  it('that resets at once is told from one that refuses', async () => {
    await using resetting = await startAwkwardTcp({ kind: 'reset-on-connect' })
    const [closed = 0] = await freePorts(1)

    const atOnce = await checkADirectory(settingsForStub(resetting))
    const refused = await checkADirectory({ ...settingsForStub(resetting), port: closed })

    expect([atOnce.findings[0], refused.findings[0]]).toEqual([
      'fail ldap.port-accepts ldap.tcp.reset',
      'fail ldap.port-accepts ldap.tcp.refused'
    ])
  })
})
