import { afterAll, beforeAll, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Security } from '../../../src-main/core/model/directory-settings.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { createDirectory } from '../../../src-main/adapters/ldap/create-directory.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { refusedPort } from '../../support/awkward-tcp.ts'
import { collectSearch, openLdapSession } from '../../support/open-ldap-session.ts'
import type { SlapdServer } from '../../support/slapd.ts'
import { startSlapd } from '../../support/slapd.ts'

let slapd: SlapdServer
let caPem: string
beforeAll(async () => {
  const authority = await makeAuthority({ commonName: 'Adapter Test CA' })
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1', 'localhost'] })
  caPem = authority.certificatePem
  slapd = await startSlapd({ certificate, security: 'simple_bind=128' })
})
afterAll(() => slapd.stop())

const ways: readonly Security[] = ['ldaps', 'starttls']

function address(security: Security): { readonly host: string; readonly port: number } {
  return { host: slapd.host, port: security === 'ldaps' ? (slapd.ldapsPort ?? 0) : slapd.port }
}

it.each(ways)('binds and searches over %s with a server it has verified', async (security) => {
  using ldap = await openLdapSession(address(security), { security, caPem })

  expect(await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))).toMatchObject({ ok: true })
  expect(await collectSearch(ldap.session, slapd.suffix)).toMatchObject({ end: { kind: 'complete' }, seen: 4 })
})

it.each(ways)('refuses a server over %s that nobody vouches for', async (security) => {
  const opened = await createDirectory().open({ ...address(security), security, timeoutMs: 5_000 }, 'verified', neverCancelled)
  expect(opened).toMatchObject({ ok: false, error: { kind: 'tls' } })
})

it.each(ways)('reads over %s from a server it has not verified, but never binds there', async (security) => {
  using ldap = await openLdapSession(address(security), { security, trust: 'unverified' })

  expect(await ldap.session.read('', ['namingContexts'])).toMatchObject({ ok: true })
  await expect(ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))).rejects.toThrow('verified')
  expect(await ldap.session.whoAmI()).toEqual({ ok: true, value: '' })
})

it('may bind in clear when the caller asked for no security, and hands over that the server wants some', async () => {
  using ldap = await openLdapSession(slapd, { trust: 'unverified' })
  expect(await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))).toMatchObject({ error: { code: 13 } })
})

it('hands over why no connection came about', async () => {
  const port = await refusedPort()
  const opened = await createDirectory().open({ host: '127.0.0.1', port, security: 'none', timeoutMs: 5_000 }, 'verified', neverCancelled)
  expect(opened).toMatchObject({ ok: false, error: { kind: 'network', reason: 'refused' } })
})

it('tells plain LDAP on a TLS port by the bytes that came back', async () => {
  using ldap = await openLdapSession(address('ldaps'))
  const answer = await ldap.session.read('', [])
  // a TLS alert, or nothing but the end of the connection: that is up to the server's TLS library
  expect(answer).toMatchObject({ ok: false })
  expect(['not-ldap', 'closed']).toContain(answer.ok ? undefined : answer.error.kind)
})
