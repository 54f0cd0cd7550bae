import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import type { AccountFacts } from '../../model/directory-readings.ts'
import { type Check, passed, warned } from '../check.ts'
import { ENDS_SOON_DAYS } from '../../model/certificate-validity.ts'
import { dayText, daysUntil } from '../../model/day-text.ts'
import type { HostProbes } from '../probes.ts'

const ENTRY = 'Entry'
const FEW_TRIES = 2

/** Least privilege, distance from lock-out and from the end of the password of the account that Files.com will use. */
export const accountSafe: Check<HostProbes> = {
  id: 'ldap.account-safe',
  title: 'The service account is far from lock-out, expiry and too much power',
  origin: 'your-directory',
  needs: ['ldap.identity-proved'],
  async run(probes) {
    const account = probes.settings.username
    const facts = await probes.account()
    const evidence = accountEvidence(facts)
    const [first, ...more] = evidence
    if (facts.powerfulGroups.length > 0)
      return warned(problem('ldap.account.too-powerful', { account, groups: facts.powerfulGroups.join(', ') }, evidence))
    // That its entry was found says nothing yet about lock-out, expiry or power.
    if (first === undefined || evidence.every(({ label }) => label === ENTRY)) {
      return {
        status: 'not-provable-here',
        because: 'This directory does not show an account its own lock-out counter, password end or groups.',
        next: 'Ask whoever runs the directory when this password ends and what the account may do.'
      }
    }
    const left = triesLeft(facts)
    if (left !== undefined && left <= FEW_TRIES && (facts.badPasswordCount ?? 0) > 0) {
      const window = { threshold: facts.lockoutThreshold ?? 0, windowMinutes: facts.lockoutWindowMinutes ?? 0 }
      return warned(problem('ldap.account.few-tries-left', { account, left, ...window }, evidence))
    }
    if (facts.passwordEnds !== undefined && facts.passwordEnds !== 'never') {
      const days = daysUntil(facts.passwordEnds, probes.now)
      if (days <= ENDS_SOON_DAYS)
        return warned(
          problem('ldap.account.password-ends-soon', { account, ends: dayText(facts.passwordEnds), days: Math.max(0, days) }, evidence)
        )
    }
    return passed('Nothing about the account stands in the way of a steady sync.', [first, ...more])
  }
}

/** `undefined` when the directory does not tell, or never locks. */
export function triesLeft(facts: Pick<AccountFacts, 'lockoutThreshold' | 'badPasswordCount'>): number | undefined {
  if (facts.lockoutThreshold === undefined || facts.lockoutThreshold === 0 || facts.badPasswordCount === undefined) return undefined
  return Math.max(0, facts.lockoutThreshold - facts.badPasswordCount)
}

function accountEvidence(facts: AccountFacts): readonly EvidenceItem[] {
  const left = triesLeft(facts)
  return [
    ...(facts.dn === undefined ? [] : [seen(ENTRY, facts.dn)]),
    ...(facts.lockoutThreshold === undefined
      ? []
      : [
          seen(
            'Locks after',
            facts.lockoutThreshold === 0
              ? 'never'
              : `${facts.lockoutThreshold} wrong passwords within ${facts.lockoutWindowMinutes ?? 0} minutes`
          )
        ]),
    ...(left === undefined ? [] : [seen('Tries left', left)]),
    ...(facts.passwordEnds === undefined
      ? []
      : [seen('Password ends', facts.passwordEnds === 'never' ? 'never' : dayText(facts.passwordEnds))]),
    ...(facts.graceSignInsLeft === undefined ? [] : [seen('Sign-ins left with the ended password', facts.graceSignInsLeft)]),
    ...(facts.groupsReadBy === undefined
      ? []
      : [
          seen(
            'Powerful groups',
            facts.powerfulGroups.length === 0
              ? `none (${facts.groupsReadBy})`
              : `${facts.powerfulGroups.join(', ')} (${facts.groupsReadBy})`
          )
        ])
  ]
}
