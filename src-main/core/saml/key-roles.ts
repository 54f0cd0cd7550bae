import { momentText } from '../model/day-text.ts'
import type { CertificateFacts } from '../model/certificate.ts'
import { certificateValidity } from '../model/certificate-validity.ts'
import { certificateCard } from '../report/certificate-view.ts'
import type { SamlKeyFacts } from './metadata-facts.ts'
import { isLive } from './overlap.ts'
import type { SamlKeyView } from './saml-views.ts'

/**
 * Every key with its part, in document order. Metadata does not mark the active key: with one live key there is no doubt, with several the
 * dates and the key that signed the document are hints, and are called that. `signedBy`: SHA-256 fingerprints of certificates whose key
 * verifies a signature of the document.
 */
export function keyViews(keys: readonly SamlKeyFacts[], signedBy: readonly string[], now: string): readonly SamlKeyView[] {
  const readable = merged(keys)
  const live = readable.filter(({ canSign, certificate }) => canSign && isLive(certificate, now)).map(({ certificate }) => certificate)
  return readable.map(({ certificate, canSign }) => ({
    card: certificateCard(certificate, now),
    ...(canSign ? roleOf(certificate, live, signedBy, now) : ENCRYPTION)
  }))
}

type KeyRole = Pick<SamlKeyView, 'role' | 'roleText' | 'because'>

interface ReadableKey {
  readonly certificate: CertificateFacts
  readonly canSign: boolean
}

/** One certificate may be listed twice, once for each use. */
function merged(keys: readonly SamlKeyFacts[]): readonly ReadableKey[] {
  const byFingerprint = new Map<string, ReadableKey>()
  for (const { key, use } of keys) {
    if (key.kind !== 'certificate') continue
    const { certificate } = key
    const earlier = byFingerprint.get(certificate.fingerprintSha256)
    byFingerprint.set(certificate.fingerprintSha256, { certificate, canSign: use !== 'encryption' || earlier?.canSign === true })
  }
  return [...byFingerprint.values()]
}

const ENCRYPTION: KeyRole = {
  role: 'encryption',
  roleText: 'Encrypts',
  because: 'The document says that this key is for encryption. It signs nothing, and Files.com does not need it for sign-in.'
}

function roleOf(certificate: CertificateFacts, live: readonly CertificateFacts[], signedBy: readonly string[], now: string): KeyRole {
  switch (certificateValidity(certificate, now).kind) {
    case 'expired':
      return {
        role: 'ended',
        roleText: 'Ended',
        because: `Its last moment was ${momentText(certificate.notAfter)}. Entra ID uses another valid key by itself once the active one has ended.`
      }
    case 'not-yet-valid':
      return { role: 'not-yet-valid', roleText: 'Not valid yet', because: `Its first moment is ${momentText(certificate.notBefore)}.` }
    case 'valid':
    case 'ends-soon':
      return live.length === 1
        ? { role: 'current', roleText: 'Signs now', because: 'It is the only signing key of the document that is within its dates.' }
        : oneOfSeveral(certificate, live, signedBy)
  }
}

function oneOfSeveral(certificate: CertificateFacts, live: readonly CertificateFacts[], signedBy: readonly string[]): KeyRole {
  const signers = live.filter(({ fingerprintSha256 }) => signedBy.includes(fingerprintSha256))
  const [signer] = signers
  const newest = live.every((other) => other === certificate || Date.parse(other.notAfter) < Date.parse(certificate.notAfter))
  if (signers.length === 1 && signer === certificate)
    return {
      role: 'either',
      roleText: 'Probably signs now',
      because: `Assumed: this key signed the document itself, and metadata does not say which of its ${live.length} live keys signs responses. The Entra portal shows it as active or inactive.`
    }
  if (newest)
    return {
      role: 'next',
      roleText: 'Probably next',
      because: `Assumed: it ends last of the ${live.length} live keys, as a new key does before it is made active. The Entra portal shows whether it is active already.`
    }
  return {
    role: 'either',
    roleText: 'May sign now',
    because: `The document lists ${live.length} live keys and does not say which of them signs. The Entra portal shows it as active or inactive.`
  }
}
