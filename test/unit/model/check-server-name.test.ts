import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import type { AlternativeName } from '../../../src-main/core/model/certificate.ts'
import { checkServerName, serverNames } from '../../../src-main/core/model/check-server-name.ts'
import { issueCertificate } from '../../../src-main/practice/make-certificates.ts'

const dns = (value: string): AlternativeName => ({ kind: 'dns', value })
const ip = (value: string): AlternativeName => ({ kind: 'ip', value })

describe('checkServerName', () => {
  it.each([
    ['the name itself', 'dc1.corp.example', [dns('dc1.corp.example')]],
    ['another letter case', 'DC1.Corp.Example', [dns('dc1.corp.EXAMPLE')]],
    ['a final dot', 'dc1.corp.example.', [dns('dc1.corp.example')]],
    ['a wildcard for one label', 'dc1.corp.example', [dns('*.corp.example')]],
    ['an umlaut as typed', 'bücher.example', [dns('xn--bcher-kva.example')]],
    ['an umlaut below a wildcard', 'bücher.corp.example', [dns('*.corp.example')]],
    ['an address', '10.0.0.5', [ip('10.0.0.5')]],
    ['an IPv6 address in another notation', '[2001:DB8:0:0::1]', [ip('2001:db8::1')]],
    ['the second of two', 'b.example', [dns('a.example'), dns('b.example')]]
  ])('accepts %s', (_, host, names) => {
    expect(checkServerName({ names }, host)).toEqual({ kind: 'matches', by: names.at(-1) })
  })

  it.each([
    ['a wildcard for two labels', 'a.b.corp.example', [dns('*.corp.example')]],
    ['a wildcard for no label', 'corp.example', [dns('*.corp.example')]],
    ['a wildcard over a whole top-level domain', 'corp.example', [dns('*.example')]],
    ['a wildcard that is not the left-most label', 'dc1.eu.corp.example', [dns('dc1.*.corp.example')]],
    ['a wildcard for a part of a label', 'dc1.corp.example', [dns('dc*.corp.example')]],
    ['an address written as a DNS name', '10.0.0.5', [dns('10.0.0.5')]],
    ['an address below a wildcard', '10.0.0.5', [dns('*.0.0.5')]],
    ['a name that only begins alike', 'dc1.corp.example', [dns('dc1.corp.example.evil.test')]],
    ['a name with a zero byte', 'bank.example', [dns('bank.example\0.evil.test')]],
    ['an empty host', '', [dns('dc1.corp.example')]]
  ])('refuses %s', (_, host, names) => {
    expect(checkServerName({ names }, host)).toEqual({ kind: 'mismatch', names: names.map((name) => name.value) })
  })

  it('says when only the common name fits', () => {
    expect(checkServerName({ names: [], subjectCommonName: 'dc1.corp.example' }, 'dc1.corp.example')).toEqual({
      kind: 'common-name-only',
      commonName: 'dc1.corp.example'
    })
  })

  it('ignores the common name beside DNS names, and for addresses', () => {
    expect(checkServerName({ names: [dns('other.example')], subjectCommonName: 'dc1.example' }, 'dc1.example').kind).toBe('mismatch')
    expect(checkServerName({ names: [], subjectCommonName: '10.0.0.5' }, '10.0.0.5').kind).toBe('mismatch')
  })

  it('names what the certificate is for', () => {
    expect(serverNames({ names: [dns('a.example'), { kind: 'email', value: 'x@y' }, ip('::1')], subjectCommonName: 'c' })).toEqual([
      'a.example',
      '::1'
    ])
    expect(serverNames({ names: [], subjectCommonName: 'c' })).toEqual(['c'])
    expect(serverNames({ names: [] })).toEqual([])
  })
})

describe('agreement with Node', () => {
  const label = fc.constantFrom('a', 'b', 'dc1', 'corp', 'example', 'xn--bcher-kva', 'a-b', '*')
  const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
  const host = name.filter((text) => !text.includes('*'))
  const address = fc.constantFrom('10.0.0.5', '10.0.0.6', '::1', '2001:db8::1', '::ffff:a00:5')

  it('accepts the hosts that OpenSSL accepts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { maxLength: 3 }),
        name,
        fc.array(host, { minLength: 1, maxLength: 10 }),
        async (names, commonName, hosts) => {
          const made = await issueCertificate('self', { names, commonName })
          const facts = certificateFacts(made.certificateDer)
          const oracle = new X509Certificate(made.certificatePem)
          for (const each of [...hosts, ...[...names, commonName].map((pattern) => pattern.replaceAll('*', 'b'))]) {
            const accepted = oracle.checkHost(each, { partialWildcards: false }) !== undefined
            expect({ each, names, commonName, accepted: checkServerName(facts, each).kind !== 'mismatch' }).toEqual({
              each,
              names,
              commonName,
              accepted
            })
          }
        }
      ),
      { numRuns: 150 }
    )
  }, 60_000)

  it('accepts the addresses that OpenSSL accepts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(address, host), { maxLength: 3 }),
        fc.array(address, { minLength: 1, maxLength: 5 }),
        async (names, hosts) => {
          const made = await issueCertificate('self', { names, commonName: '10.0.0.5' })
          const facts = certificateFacts(made.certificateDer)
          const oracle = new X509Certificate(made.certificatePem)
          for (const each of hosts)
            expect(isIP(each) > 0 && checkServerName(facts, each).kind === 'matches').toBe(oracle.checkIP(each) !== undefined)
        }
      ),
      { numRuns: 60 }
    )
  }, 60_000)
})
