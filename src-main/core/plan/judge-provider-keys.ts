import { type Problem, problem } from '../errors.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import { dayText } from '../model/day-text.ts'
import { fingerprintNotations } from '../model/fingerprint.ts'
import type { Result } from '../result.ts'
import { fingerprintOfKey, liveKeys, sharedLiveKeys } from '../saml/overlap.ts'
import type { SamlMode, SamlTrust, TrustedKey } from '../saml/saml-source.ts'
import type { SafetyReason } from './plan.ts'

/** A provider whose trust the plan changes: what it trusts now, and what it would trust. A problem: it could not be found out. */
export interface ProviderKeys {
  readonly title: string
  /** It is on, and somebody signs in by it, or nobody knows. */
  readonly isInUse: boolean
  /** Absent: nothing is stored yet. */
  readonly stored: Result<SamlTrust, Problem> | undefined
  readonly wantedMode: SamlMode
  readonly wanted: Result<SamlTrust, Problem>
  /** What an inspection would call wrong with what it would be told, but for the keys. */
  readonly doubts?: readonly Problem[]
}

/** Whether whoever signs in by these providers still could: the key that Entra ID signs with has to be among those that are trusted. */
export function providerKeyReasons(providers: readonly ProviderKeys[], now: Date = new Date(0)): readonly SafetyReason[] {
  return providers.flatMap((provider) => reasonsOf(provider, now.toISOString()))
}

function reasonsOf(provider: ProviderKeys, now: string): readonly SafetyReason[] {
  const { title, wanted, wantedMode } = provider
  if (!wanted.ok)
    // A document lies before us; an address may answer otherwise from elsewhere.
    return wantedMode === 'url'
      ? [notKnown(title, 'would trust', wanted.error), ...doubtReasons(provider)]
      : [
          {
            problem: problem('saml.plan.unusable-metadata', { provider: title, reason: reasonText(wanted.error) }, wanted.error.evidence),
            canBeOverridden: false
          }
        ]
  return [
    ...endedReasons(title, wanted.value, now),
    ...overlapReasons(provider, wanted.value, now),
    ...issuerReasons(provider, wanted.value),
    ...doubtReasons(provider)
  ]
}

/** Whoever inspects it first never gets here; a profile may be written by hand. */
function doubtReasons({ title, doubts = [] }: ProviderKeys): readonly SafetyReason[] {
  return doubts.map((doubt) => ({
    problem: problem(
      'saml.plan.doubtful',
      { provider: title, title: doubt.title, reason: reasonText(doubt), fix: doubt.remedy },
      doubt.evidence
    ),
    canBeOverridden: true
  }))
}

function endedReasons(title: string, wanted: SamlTrust, now: string): readonly SafetyReason[] {
  if (liveKeys(wanted, now).length > 0) return []
  return [
    {
      problem: problem('saml.plan.keys-ended', { provider: title, count: wanted.keys.length }, keyEvidence('Would be trusted', wanted)),
      // Without any key no response can ever be verified.
      canBeOverridden: wanted.keys.length > 0
    }
  ]
}

function overlapReasons({ title, isInUse, stored }: ProviderKeys, wanted: SamlTrust, now: string): readonly SafetyReason[] {
  if (!isInUse || stored === undefined || liveKeys(wanted, now).length === 0) return []
  if (!stored.ok) return [notKnown(title, 'trusts now', stored.error)]
  if (sharedLiveKeys(stored.value, wanted, now).length > 0) return []
  return [
    {
      problem: problem('saml.plan.no-shared-key', { provider: title }, [
        ...keyEvidence('Trusted now', stored.value),
        ...keyEvidence('Would be trusted', wanted)
      ]),
      canBeOverridden: true
    }
  ]
}

/** Each response says who issued it, and what is expected is compared letter by letter: a final slash too few shuts everybody out. */
function issuerReasons({ title, isInUse, stored }: ProviderKeys, { issuer }: SamlTrust): readonly SafetyReason[] {
  const before = stored?.ok === true ? stored.value.issuer : undefined
  if (!isInUse || before === undefined || issuer === undefined || before === issuer) return []
  const evidence = [seen('Expected now', before), seen('Would be expected', issuer)]
  return [{ problem: problem('saml.plan.other-issuer', { provider: title }, evidence), canBeOverridden: true }]
}

function notKnown(title: string, which: string, because: Problem): SafetyReason {
  return {
    problem: problem('saml.plan.keys-not-known', { provider: title, which, reason: reasonText(because) }, because.evidence),
    canBeOverridden: true
  }
}

function keyEvidence(label: string, { from, keys }: SamlTrust): readonly EvidenceItem[] {
  return keys.length === 0
    ? [seen(label, `no key (${from})`)]
    : keys.slice(0, MOST_KEYS).map((key) => seen(label, `${keyText(key)} (${from})`))
}

const MOST_KEYS = 6

function keyText(key: TrustedKey): string {
  const fingerprint = fingerprintNotations(fingerprintOfKey(key)).colonUpper
  return key.kind === 'certificate' ? `${fingerprint}, until ${dayText(key.certificate.notAfter)}` : fingerprint
}

/** The end of a sentence, without a full stop. */
function reasonText({ cause }: Problem): string {
  return cause.trim().replace(/\.$/, '')
}
