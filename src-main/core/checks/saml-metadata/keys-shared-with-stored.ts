import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { fingerprintNotations } from '../../model/fingerprint.ts'
import { fingerprintOfKey, liveKeys, sharedLiveKeys } from '../../saml/overlap.ts'
import type { SamlTrust, TrustedKey } from '../../saml/saml-source.ts'
import { trustOfContent } from '../../saml/trust-of-content.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const keysSharedWithStored: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.keys-shared-with-stored',
  title: 'A key that Files.com trusts today is in the new configuration',
  origin: 'files-com',
  needs: ['saml-metadata.signing-key-present'],
  async run(probes) {
    const stored = await probes.stored()
    if (stored.length === 0) return skipped('The site stores no provider that this could replace.')
    const next = trustOfContent((await probes.reading()).content, probes)
    if (next === undefined) throw new TypeError('The rung below proves that there is a key')
    // A provider of another tenant is not replaced by this one, and shares no key with it either.
    const compared = stored.flatMap(({ label, trust }) =>
      trust.ok && isSameIssuer(trust.value, next) ? [{ label, trust: trust.value }] : []
    )
    const unread = stored.flatMap(({ label, trust }) => (trust.ok ? [] : [seen(`Provider “${label}”`, trust.error.title)]))
    const results = compared
      .map(({ label, trust }) => ({ label, live: liveKeys(trust, probes.now), shared: sharedLiveKeys(trust, next, probes.now) }))
      .filter(({ live }) => live.length > 0)
    const sharing = results.find(({ shared }) => shared.length > 0)
    if (sharing !== undefined)
      return passed(`Provider “${sharing.label}” trusts ${counted(sharing.shared)} of it already.`, [
        seen('Provider', sharing.label),
        ...sharing.shared.map(keyEvidence)
      ])
    const [first] = results
    if (first === undefined)
      return skipped(
        unread.length > 0
          ? `What the site stores could not be read: ${unread.map(({ value }) => value).join('; ')}.`
          : 'No stored provider with this issuer has a live key that could be lost.'
      )
    // Whether it replaces that provider or comes beside it is not known here: the plan that replaces it is stopped.
    return warned(
      problem(
        'saml.metadata.no-shared-key',
        { provider: `The provider “${first.label}”`, stored: counted(first.live), next: `${counted(next.keys)}, none of them the same` },
        [...first.live.map((key) => labelled('Stored', key)), ...next.keys.map((key) => labelled('New', key)), ...unread]
      )
    )
  }
}

function isSameIssuer(stored: SamlTrust, next: SamlTrust): boolean {
  const plain = (issuer: string) => issuer.toLowerCase().replace(/\/$/, '')
  return stored.issuer === undefined || stored.issuer === '' || next.issuer === undefined || plain(stored.issuer) === plain(next.issuer)
}

function counted(keys: readonly TrustedKey[]): string {
  return keys.length === 1 ? 'one key' : `${keys.length} keys`
}

function keyEvidence(key: TrustedKey): EvidenceItem {
  return labelled('Shared key', key)
}

function labelled(label: string, key: TrustedKey): EvidenceItem {
  return seen(`${label} (SHA-256)`, fingerprintNotations(fingerprintOfKey(key)).colonUpper)
}
