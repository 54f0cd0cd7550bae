import { screen } from '@testing-library/svelte'
import type { Workspace } from '../../../src-main/contract/schemas.ts'
import type { Advice, AdviserAnswers, MethodTable } from '../../../src-main/core/adviser/adviser-views.ts'
import { seen } from '../../../src-main/core/evidence.ts'
import { type Answers, done } from './fake-bridge.ts'
import { openSite } from './open-site.ts'
import { type OpenWindow, openWindow } from './open-window.ts'
import { emptyWorkspace } from './samples.ts'

export const tables: readonly MethodTable[] = [
  {
    title: 'Sign-in',
    columns: ['SAML', 'OAuth', 'LDAP'],
    rows: [
      { subject: 'Password by SFTP', cells: ['No', 'No', 'Yes'], explain: 'SFTP asks for a password without a browser.' },
      { subject: 'Web browser', cells: ['Yes', 'Yes', 'Yes'] }
    ],
    notes: ['The two pages of the vendor disagree about the interval; the newer one counts.']
  }
]

/** What the engine would say: LDAP as soon as somebody uses SFTP with a password, else SAML. */
export function adviceFor(answers: AdviserAnswers, more: Partial<Advice> = {}): Advice {
  const passwords = answers['sftp-passwords'] ?? 'yes'
  const isLdap = passwords === 'yes'
  return {
    questions: [
      {
        id: 'sftp-passwords',
        text: 'Do people sign in by SFTP with a password?',
        help: 'SFTP knows no browser, so no sign-in at Microsoft.',
        choices: [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' }
        ]
      },
      {
        id: 'group-filters',
        text: 'Shall only some groups get an account?',
        help: 'Files.com and Entra ID filter differently.',
        choices: [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' }
        ]
      }
    ],
    answers: { 'sftp-passwords': 'yes', ...answers },
    facts: [
      {
        id: 'sftp-lately',
        text: '37 people came by SFTP in the last 90 days.',
        from: 'Files.com',
        evidence: [seen('Counted', 37)],
        answers: { question: 'sftp-passwords', value: 'yes' }
      }
    ],
    notRead: ['The directory was not looked at.'],
    signIn: {
      method: isLdap ? 'ldap' : 'saml',
      title: isLdap ? 'LDAP' : 'SAML',
      because: [{ text: isLdap ? 'Passwords work by SFTP.' : 'Nothing needs a password.', from: isLdap ? 'fact' : 'answer' }],
      against: [{ text: 'It is older.', from: 'documentation' }],
      wouldChange: ['Nobody uses passwords by SFTP any more.'],
      others: [{ method: 'oauth', title: 'OAuth', whyNot: 'It knows no SCIM.', isPossible: true }],
      isCertain: answers['group-filters'] !== undefined,
      open: answers['group-filters'] === undefined ? ['group-filters'] : []
    },
    provisioning: {
      method: 'ldap',
      title: 'LDAP provisioning',
      because: [{ text: 'It follows the sign-in.', from: 'documentation' }],
      against: [],
      wouldChange: [],
      others: [{ method: 'scim', title: 'SCIM', whyNot: 'It needs SAML.', isPossible: false }],
      isCertain: true,
      open: []
    },
    headline: `Recommended: ${isLdap ? 'LDAP' : 'SAML'} with LDAP provisioning`,
    ...more
  }
}

export const methodAnswers: Answers = {
  'adviser.table': () => done(tables),
  'adviser.advise': ({ answers }) => done(adviceFor(answers))
}

/** The screen Method with Acme connected. */
export async function openMethod(more: Answers = {}, workspace: Partial<Workspace> = {}): Promise<OpenWindow> {
  const opened = await openSite({ ...methodAnswers, ...more }, workspace)
  await opened.user.click(screen.getByRole('button', { name: 'Method' }))
  await screen.findByRole('heading', { level: 1, name: 'Method' })
  return opened
}

/** The screen Method while there is no site at all. */
export async function openMethodAlone(more: Answers = {}): Promise<OpenWindow> {
  return openWindow({ ...methodAnswers, ...more }, { ...emptyWorkspace, screen: 'method' })
}
