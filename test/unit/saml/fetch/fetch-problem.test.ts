import { describe, expect, it } from 'vitest'
import { bytesText, fetchEvidence } from '../../../../src-main/core/saml/fetch-evidence.ts'
import { usualFetchLimits } from '../../../../src-main/core/saml/fetch-limits.ts'
import { fetchProblem } from '../../../../src-main/core/saml/fetch-problem.ts'
import type { FetchedMetadata, MetadataFetchFailure } from '../../../../src-main/core/saml/saml-ports.ts'

const host = 'login.example'
const failures: readonly (readonly [MetadataFetchFailure, string])[] = [
  [{ kind: 'not-https', url: 'http://login.example/' }, 'saml.fetch.not-https'],
  [{ kind: 'not-https', url: '' }, 'saml.fetch.not-https'],
  [{ kind: 'credentials', host }, 'saml.fetch.credentials'],
  [{ kind: 'name-unknown', host }, 'saml.fetch.name-unknown'],
  [{ kind: 'unreachable', host, text: 'the connection was refused' }, 'saml.fetch.unreachable'],
  [{ kind: 'timeout', host, timeoutMs: 15_000 }, 'saml.fetch.timed-out'],
  [{ kind: 'tls', host, text: 'the certificate is for another name' }, 'saml.fetch.tls'],
  [{ kind: 'status', host, status: 404, text: '' }, 'saml.fetch.status'],
  [{ kind: 'status', host, status: 400, text: 'AADSTS90002: Tenant was not found.' }, 'saml.fetch.status'],
  [{ kind: 'too-large', host, mostBytes: 10_485_760 }, 'saml.fetch.too-large'],
  [{ kind: 'too-many-redirects', host, most: 3 }, 'saml.fetch.too-many-redirects'],
  [{ kind: 'redirected-away', host, to: 'https://other.example/' }, 'saml.fetch.redirected-away'],
  [{ kind: 'broke-off', host }, 'saml.fetch.broke-off'],
  [{ kind: 'broke-off', host, receivedBytes: 1 }, 'saml.fetch.broke-off']
]

describe('metadata that could not be fetched', () => {
  it.each(failures)('%o is %s, with evidence and whole sentences', (failure, code) => {
    const { code: found, evidence, cause, remedy } = fetchProblem(failure)

    expect(found).toBe(code)
    expect(evidence.length).toBeGreaterThan(0)
    for (const text of [cause, remedy]) {
      expect(text).toMatch(/\.$/)
      expect(text).not.toMatch(/undefined|\.\.|\s\./)
    }
  })
})

describe('metadata that was fetched', () => {
  const fetched: FetchedMetadata = {
    bytes: new Uint8Array(30_000),
    finalUrl: 'https://idp.example/metadata',
    redirects: ['https://old.example/metadata'],
    contentType: undefined,
    addresses: ['192.0.2.1', '10.1.2.3', 'fe80::1'],
    durationMs: 12
  }

  it('says who answered, by which way, and which addresses are inside the own network', () => {
    expect(fetchEvidence(fetched)).toEqual([
      { label: 'Answered', value: 'https://idp.example/metadata' },
      { label: 'Redirected from', value: 'https://old.example/metadata' },
      { label: 'Address inside your own network', value: '10.1.2.3, fe80::1' },
      { label: 'Content type', value: 'not said' },
      { label: 'Size', value: '29 kB' },
      { label: 'Took', value: '12 ms' }
    ])
  })

  it('does not make anything up about addresses that nobody looked up', () => {
    const { addresses: _addresses, ...plain } = fetched

    expect(fetchEvidence(plain).map(({ label }) => label)).not.toContain('Address inside your own network')
  })

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1 kB'],
    [10_485_760, '10 MB']
  ])('%i is %s', (bytes, text) => expect(bytesText(bytes)).toBe(text))

  it('is limited to a quarter of a minute, ten megabytes, and hosts of Microsoft unless somebody insists', () => {
    expect(usualFetchLimits(false)).toMatchObject({ timeoutMs: 15_000, mostBytes: 10_485_760, mostRedirects: 3 })
    expect(usualFetchLimits(false).hosts).toEqual(
      expect.arrayContaining(['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'])
    )
    expect(usualFetchLimits(true).hosts).toBe('any')
  })
})
