import { test } from '@playwright/test'
import { whoText } from '../../src-main/core/errors.ts'
import type { PracticeFaultName } from '../../src-main/practice/practice-faults.ts'
import { checkTheDirectory } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { readProblem } from './steps/read-problem.ts'
import { line, rung, rungs } from './steps/rung.ts'
import { shareWindow } from './steps/share-window.ts'
import { startPractice } from './steps/start-practice.ts'

interface FaultToFind {
  readonly fault: PracticeFaultName
  readonly flavour?: 'OpenLDAP'
  /** The rung that finds it. */
  readonly rung: string
  readonly code: string
  readonly whatHappened: RegExp
  readonly howWeKnow: RegExp
  readonly whatToDo: RegExp
  readonly who: keyof typeof whoText
  /** A rung that cannot be judged because of it. */
  readonly blocks: string
}

const faults: readonly FaultToFind[] = [
  {
    fault: 'expired-certificate',
    rung: 'Every certificate is within its dates',
    code: 'certificate.expired',
    whatHappened: /dc1\.practice\.example ended on \d+ \w+ \d{4}/,
    howWeKnow: /dc1\.practice\.example\s+\d+ \w+ \d{4} to \d+ \w+ \d{4}/,
    whatToDo: /renewed/,
    who: 'certificate-administrator',
    blocks: 'The service account can sign in'
  },
  {
    fault: 'no-ldaps-certificate',
    rung: 'Encryption can be set up',
    code: 'ldap.tls.closed-at-start',
    whatHappened: /closes as soon as TLS begins/,
    howWeKnow: /ECONNRESET/,
    whatToDo: /certificate for server authentication/,
    who: 'certificate-administrator',
    blocks: 'The certificate names this server'
  },
  {
    fault: 'locked-account',
    rung: 'The service account can sign in',
    code: 'ldap.bind.locked-out',
    whatHappened: /svc-files@practice\.example is locked/,
    howWeKnow: /Sub-code\s+775/,
    whatToDo: /unlock the account/,
    who: 'directory-administrator',
    blocks: 'People are found, all of them'
  },
  {
    fault: 'size-limit',
    flavour: 'OpenLDAP',
    rung: 'People are found, all of them',
    code: 'ldap.users.size-limit',
    whatHappened: /After 100 entries/,
    howWeKnow: /Result code\s+4 \(sizeLimitExceeded\)/,
    whatToDo: /Raise the size limit/,
    who: 'directory-administrator',
    blocks: 'Every user name belongs to one person'
  },
  {
    fault: 'lying-bind',
    rung: 'The server knows who signed in',
    code: 'ldap.identity.anonymous',
    whatHappened: /does not know who we are/,
    howWeKnow: /answers “who am I” with nobody/,
    whatToDo: /proxy/,
    who: 'directory-administrator',
    blocks: 'The base DN exists'
  },
  {
    fault: 'silent-server',
    rung: 'Encryption can be set up',
    code: 'ldap.tls.timed-out',
    whatHappened: /accepted the connection, but TLS was not set up within \d+ seconds/,
    howWeKnow: /ETIMEDOUT/,
    whatToDo: /load balancer|firewall/,
    who: 'network-administrator',
    blocks: 'A directory answers and says what it is'
  }
]

const shared = shareWindow()

for (const expected of faults) {
  test(`${expected.fault}: a person reads what is wrong, how we know, what to do and who can do it`, async () => {
    const { window } = shared
    await startPractice(window, expected)
    expect(await checkTheDirectory(window)).toMatch(/^\d+ things? to fix(, the first)?: /)

    // The failed rung is open by itself; nobody has to look for it.
    const failed = rung(window, expected.rung)
    await expect(line(failed)).toHaveAttribute('aria-expanded', 'true')
    await expect(line(failed)).toContainText('Failed')
    const problem = await readProblem(failed)
    expect(problem).toEqual({
      whatHappened: expect.stringMatching(expected.whatHappened),
      howWeKnow: expect.stringMatching(expected.howWeKnow),
      whatToDo: expect.stringMatching(expected.whatToDo),
      whoCanDoIt: whoText[expected.who],
      code: expected.code
    })

    const blocked = rung(window, expected.blocks)
    await expect(blocked).toContainText('Waits')
    await expect(blocked).toContainText(`Waits for: ${expected.rung}`)
    await expect(blocked.getByRole('button')).toHaveCount(0)
    await expect(rungs(window).filter({ hasText: 'Broke' })).toHaveCount(0)
  })
}

test('help on the failure opens beside it, and Escape brings back to where one was', async () => {
  const { window } = shared
  const failed = rung(window, 'Encryption can be set up')
  const open = failed.getByRole('button', { name: 'Open help' })
  await open.click()

  const help = window.getByRole('complementary').filter({ hasText: 'ldap.tls.timed-out' })
  await expect(help.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(help.getByRole('paragraph').first()).not.toBeEmpty()
  await expect(help.getByRole('alert')).toHaveCount(0)

  await window.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(open).toBeFocused()
})
