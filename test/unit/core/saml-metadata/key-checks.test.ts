import { describe, expect, it } from 'vitest'
import type { Check } from '../../../../src-main/core/checks/check.ts'
import { certificateOfApplication } from '../../../../src-main/core/checks/saml-metadata/certificate-of-application.ts'
import { certificateReadable } from '../../../../src-main/core/checks/saml-metadata/certificate-readable.ts'
import { keysOfApplication } from '../../../../src-main/core/checks/saml-metadata/keys-of-application.ts'
import { keysSharedWithStored } from '../../../../src-main/core/checks/saml-metadata/keys-shared-with-stored.ts'
import { keysStrong } from '../../../../src-main/core/checks/saml-metadata/keys-strong.ts'
import { keysWithinDates } from '../../../../src-main/core/checks/saml-metadata/keys-within-dates.ts'
import type { SamlMetadataProbes, StoredTrust } from '../../../../src-main/core/checks/saml-metadata/probes.ts'
import { signingKeyPresent } from '../../../../src-main/core/checks/saml-metadata/signing-key-present.ts'
import { tenantKnown } from '../../../../src-main/core/checks/saml-metadata/tenant-known.ts'
import { problem } from '../../../../src-main/core/errors.ts'
import { fail, succeed } from '../../../../src-main/core/result.ts'
import type { SamlKeyFacts } from '../../../../src-main/core/saml/metadata-facts.ts'
import type { TrustedKey } from '../../../../src-main/core/saml/saml-source.ts'
import { TENANT } from '../../../support/saml/make-metadata.ts'
import {
  certificate,
  entity,
  evidenceOf,
  GOOD_URL,
  metadata,
  provider,
  type ProbeWishes,
  signing,
  verdictOf
} from '../../../support/saml/metadata-probes.ts'

const keys = (found: readonly SamlKeyFacts[]): ProbeWishes => ({
  facts: metadata({ entities: [entity({ identityProviders: [provider({ keys: found })] })] })
})
const ending = (notAfter: string, digit = 'a') => certificate({ digit, notAfter })
const damaged: SamlKeyFacts = { use: 'signing', key: { kind: 'unreadable', because: 'it is cut off' } }
const encryption: SamlKeyFacts = { use: 'encryption', key: { kind: 'certificate', certificate: certificate() } }
const future = certificate({ notBefore: '2026-12-01T00:00:00.000Z' })
const alone = { content: { kind: 'certificates', certificates: [certificate()] } } as const
const fingerprint = { content: { kind: 'fingerprint', sha256: 'a'.repeat(64) } } as const

function stored(key: TrustedKey, issuer = `https://sts.windows.net/${TENANT}/`): ProbeWishes {
  const trust: StoredTrust = { label: 'Entra', trust: succeed({ from: 'x', mode: 'fingerprint', issuer, signOnUrls: [], keys: [key] }) }
  return { stored: [trust] }
}

const cases: readonly (readonly [title: string, check: Check<SamlMetadataProbes>, wishes: ProbeWishes, verdict: string])[] = [
  ['a signing key', signingKeyPresent, {}, 'pass'],
  ['a key for any use', signingKeyPresent, keys([{ ...encryption, use: 'both' }]), 'pass'],
  ['no key', signingKeyPresent, keys([]), 'fail no-signing-key'],
  ['encryption only', signingKeyPresent, keys([encryption]), 'fail no-signing-key'],
  ['a damaged key', signingKeyPresent, keys([damaged]), 'fail key-unreadable'],
  ['a damaged key beside a good one', signingKeyPresent, keys([damaged, ...signing(certificate())]), 'warn key-unreadable'],
  ['a key for years', keysWithinDates, {}, 'pass'],
  ['an expired key', keysWithinDates, keys(signing(ending('2026-11-01T00:00:00.000Z'))), 'fail keys-expired'],
  ['a future key', keysWithinDates, keys(signing(future)), 'fail keys-not-yet-valid'],
  ['61 days', keysWithinDates, keys(signing(ending('2027-01-22T06:00:00.000Z'))), 'pass'],
  ['60 days', keysWithinDates, keys(signing(ending('2027-01-21T06:00:00.000Z'))), 'warn key-ends-soon'],
  [
    'an ending key with a successor',
    keysWithinDates,
    keys(signing(ending('2026-11-25T00:00:00.000Z'), ending('2029-01-01T00:00:00.000Z', 'b'))),
    'pass'
  ],
  [
    'an expired key beside a live one',
    keysWithinDates,
    keys(signing(ending('2026-11-01T00:00:00.000Z'), certificate({ digit: 'b' }))),
    'warn expired-key-listed'
  ],
  ['2048 bits', keysStrong, {}, 'pass'],
  ['1024 bits', keysStrong, keys(signing(certificate({ bits: 1024 }))), 'warn key-weak'],
  ['512 bits', keysStrong, keys(signing(certificate({ bits: 512 }))), 'fail key-weak'],
  [
    'a certificate signed with SHA-1',
    keysStrong,
    keys(signing(certificate({ signature: { name: 'SHA-1 with RSA', hash: 'SHA-1', isWeak: true } }))),
    'pass'
  ],
  ['a file', keysOfApplication, {}, 'not-provable-here'],
  ['an address', keysOfApplication, { url: GOOD_URL }, 'skip'],
  ['nothing stored', keysSharedWithStored, {}, 'skip'],
  ['a stored key that is listed', keysSharedWithStored, stored({ kind: 'certificate', certificate: certificate() }), 'pass'],
  ['a stored fingerprint that is listed', keysSharedWithStored, stored({ kind: 'fingerprint', sha256: 'a'.repeat(64) }), 'pass'],
  [
    'a renewed certificate of the same key',
    keysSharedWithStored,
    stored({ kind: 'certificate', certificate: certificate({ fingerprintSha256: 'e'.repeat(64) }) }),
    'pass'
  ],
  [
    'a stored key that is missing',
    keysSharedWithStored,
    stored({ kind: 'certificate', certificate: certificate({ digit: 'c' }) }),
    'warn no-shared-key'
  ],
  [
    'a stored key that ended',
    keysSharedWithStored,
    stored({ kind: 'certificate', certificate: ending('2026-01-02T00:00:00.000Z', 'c') }),
    'skip'
  ],
  [
    'a stored issuer without its slash',
    keysSharedWithStored,
    stored({ kind: 'fingerprint', sha256: 'c'.repeat(64) }, `https://sts.windows.net/${TENANT}`),
    'warn no-shared-key'
  ],
  [
    'a provider of another tenant',
    keysSharedWithStored,
    stored({ kind: 'fingerprint', sha256: 'c'.repeat(64) }, 'https://sts.windows.net/other/'),
    'skip'
  ],
  [
    'a provider that cannot be read',
    keysSharedWithStored,
    { stored: [{ label: 'E', trust: fail(problem('saml.metadata.unsigned', {})) }] },
    'skip'
  ],
  ['a certificate file', certificateReadable, alone, 'pass'],
  ['a fingerprint', certificateReadable, fingerprint, 'pass'],
  [
    'several certificates',
    certificateReadable,
    { content: { kind: 'certificates', certificates: [certificate(), certificate({ digit: 'b' })] } },
    'warn several-certificates'
  ],
  [
    'no certificate',
    certificateReadable,
    { content: { kind: 'no-certificate', problem: problem('certificate.fingerprint.sha1', { digits: 40 }) } },
    'fail certificate.fingerprint.sha1'
  ],
  ['the dates of a certificate', keysWithinDates, alone, 'pass'],
  ['the dates of a fingerprint', keysWithinDates, fingerprint, 'skip'],
  ['the strength of a fingerprint', keysStrong, fingerprint, 'skip'],
  ['a tenant id', tenantKnown, { ...alone, tenantId: TENANT }, 'pass'],
  ['no tenant', tenantKnown, alone, 'warn tenant-needed'],
  ['a domain', tenantKnown, { ...alone, tenantId: 'contoso.com' }, 'fail tenant-needed'],
  ['nonsense', tenantKnown, { ...alone, tenantId: 'my tenant' }, 'fail tenant-needed'],
  ['what no certificate says', certificateOfApplication, alone, 'not-provable-here']
]

describe('the rungs of keys', () => {
  it.each(cases)('judge %s', async (_title, check, wishes, verdict) => {
    expect(await verdictOf(check, wishes)).toBe(verdict)
  })

  it('say how urgent the end is', async () => {
    const urgency = async (end: string) => (await evidenceOf(keysWithinDates, keys(signing(ending(end))))).at(-1)

    expect(await Promise.all(['2027-01-10', '2026-12-10', '2026-11-26'].map((day) => urgency(`${day}T00:00:00.000Z`)))).toEqual([
      'Urgency: within two months',
      'Urgency: within a month',
      'Urgency: within a week: act today'
    ])
  })

  it('show both lists when no key is shared', async () => {
    const evidence = await evidenceOf(keysSharedWithStored, stored({ kind: 'fingerprint', sha256: 'c'.repeat(64) }))

    expect(evidence.map((text) => text.slice(0, 26))).toEqual(['Stored (SHA-256): CC:CC:CC', 'New (SHA-256): AA:AA:AA:AA'])
  })

  it('fill the addresses of another cloud from an address of the tenant', async () => {
    expect(await evidenceOf(tenantKnown, { ...alone, tenantId: `https://login.partner.microsoftonline.cn/${TENANT}/saml2` })).toEqual([
      `Issuer: https://sts.chinacloudapi.cn/${TENANT}/`,
      `Sign-in address: https://login.partner.microsoftonline.cn/${TENANT}/saml2`,
      `Sign-out address: https://login.partner.microsoftonline.cn/${TENANT}/saml2`
    ])
  })
})
