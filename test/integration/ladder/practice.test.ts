import { describe, expect, it } from 'vitest'
import type { ProblemCode } from '../../../src-main/core/error-catalog.ts'
import { directorySettings } from '../../../src-main/core/model/directory-form.ts'
import { type PracticeFault, type PracticeFaultName, practiceFaults } from '../../../src-main/practice/practice-faults.ts'
import { PRACTICE_TIMEOUT_SECONDS, practiceForm } from '../../../src-main/practice/practice-form.ts'
import { type PracticeFlavour, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { checkADirectory, type CheckedDirectory } from '../../support/check-a-directory.ts'

async function checkPractice(flavour: PracticeFlavour, fault?: PracticeFault): Promise<CheckedDirectory> {
  await using practice = await startPracticeDirectory({ flavour, faults: fault === undefined ? [] : [fault.name] })
  return await checkADirectory({
    ...directorySettings(practiceForm(practice, fault), PRACTICE_TIMEOUT_SECONDS),
    password: practice.password,
    person: practice.samplePerson,
    publicAuthorities: [practice.caPem]
  })
}

describe('the healthy practice directory', () => {
  // Some of its people have no mail, as everywhere.
  it.each([
    ['active-directory', ['warn ldap.attributes-present ldap.attributes.missing']],
    ['openldap', ['not-provable-here ldap.account-safe', 'warn ldap.attributes-present ldap.attributes.missing']]
  ] as const)('%s has nothing that fails', async (flavour, remarks) => {
    const { findings, byId } = await checkPractice(flavour)

    expect(findings).toEqual(remarks)
    expect(byId('ldap.person-password-accepted').status).toBe('pass')
  })
})

/** What a person reads at the rung that finds the fault. */
const found: Readonly<Record<PracticeFaultName, ProblemCode>> = {
  'silent-server': 'ldap.tls.timed-out',
  'no-ldaps-certificate': 'ldap.tls.closed-at-start',
  'plain-text-on-ldaps-port': 'ldap.tls.not-tls',
  'old-tls': 'ldap.tls.version-too-old',
  'missing-intermediate': 'certificate.intermediate-missing',
  'wrong-name': 'certificate.name-mismatch',
  'expired-certificate': 'certificate.expired',
  'not-yet-valid-certificate': 'certificate.not-yet-valid',
  'no-server-purpose': 'certificate.no-server-purpose',
  'weak-key': 'certificate.weak',
  'self-signed': 'certificate.untrusted-here',
  'garbage-answer': 'ldap.not-ldap',
  'slow-answers': 'ldap.no-answer',
  'old-server-type': 'ldap.type-mismatch',
  'strong-auth-required': 'ldap.bind.tls-wanted',
  'channel-binding': 'ldap.bind.channel-binding',
  'wrong-password': 'ldap.bind.wrong-name-or-password',
  'locked-account': 'ldap.bind.locked-out',
  'disabled-account': 'ldap.bind.account-disabled',
  'account-expired': 'ldap.bind.account-expired',
  'expired-password': 'ldap.bind.password-expired',
  'must-change-password': 'ldap.bind.must-change-password',
  'lying-bind': 'ldap.identity.anonymous',
  'wrong-base': 'ldap.base.missing',
  'referral-only': 'ldap.base.other-domain',
  'empty-result-success': 'ldap.users.none',
  'size-limit': 'ldap.users.size-limit',
  'dropped-mid-page': 'ldap.connection-closed',
  'missing-mail': 'ldap.attributes.missing',
  'duplicate-usernames': 'ldap.usernames.duplicate'
}

const cases = practiceFaults.flatMap((fault) =>
  (fault.isFlavourBound ? [fault.flavour] : (['active-directory', 'openldap'] as const)).map((flavour) => ({ fault, flavour }))
)

describe('the practice fault', () => {
  it.each(cases.map(({ fault, flavour }) => [fault.name, flavour, fault] as const))(
    '%s on %s is found at its rung, and nothing below fails',
    async (name, flavour, fault) => {
      const { summary, report } = await checkPractice(flavour, fault)

      const place = report.results.findIndex(({ id }) => id === fault.breaks)
      expect(summary[place]?.replace(/^(?:warn|fail) /, '')).toBe(`${fault.breaks} ${found[name]}`)
      expect(summary.slice(0, place).filter((line) => /^(?:fail|blocked|crash)/.test(line))).toEqual([])
    }
  )
})
