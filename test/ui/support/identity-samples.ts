import { screen } from '@testing-library/svelte'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { seen } from '../../../src-main/core/evidence.ts'
import type {
  IdentityClass,
  IdentityClassView,
  IdentityRow,
  IdentityTrace,
  IdentityView
} from '../../../src-main/core/identity/identity-views.ts'
import type { PersonTrace } from '../../../src-main/core/trace/person-trace.ts'
import { type Answers, done } from './fake-bridge.ts'
import { openSite } from './open-site.ts'
import type { OpenWindow } from './open-window.ts'
import { previewAnswers } from './preview-samples.ts'

export const identityRules: OperationInput<'identity.read'>['rules'] = {
  nameId: 'upn',
  scimUserName: 'upn',
  ways: ['saml'],
  ldap: { usernameField: 'sAMAccountName', domain: 'corp.example' },
  strategyId: 12
}

export function identityView(change: Partial<IdentityView> = {}): IdentityView {
  return {
    identityId: 'i1',
    headline: '240 same, 3 differ, 1 account of nobody',
    people: 'dc1.corp.example',
    users: 'acme.files.com',
    readAt: new Date(Date.now() - 120_000).toISOString(),
    cutBecause: undefined,
    rules: { ...identityRules, ldap: identityRules.ldap, ways: ['saml', 'scim'], strategyId: 12 },
    classes: [
      classView('account-under-other-name', 'Account under another name', 3, 'problem'),
      classView('guest', 'Guest', 0, 'note'),
      classView('orphan', 'Nobody’s account', 1, 'note'),
      classView('same', 'The same', 240, 'good')
    ],
    rowCount: 244,
    ways: [
      {
        way: 'ldap',
        title: 'LDAP provisioning',
        isInUse: false,
        kept: 0,
        doubled: 243,
        created: 0,
        failing: 0,
        sentence: 'Names by sAMAccountName.'
      },
      {
        way: 'saml',
        title: 'SAML sign-in',
        isInUse: true,
        kept: 240,
        doubled: 3,
        created: 0,
        failing: 0,
        sentence: 'Names by user principal name.'
      }
    ],
    recommendation: 'Sign-in and provisioning give the same name, so SCIM fits.',
    assumptions: ['Capitals do not make another name.'],
    ...change
  }
}

function classView(name: IdentityClass, title: string, count: number, severity: IdentityClassView['severity']): IdentityClassView {
  const repair =
    severity === 'good'
      ? []
      : ([
          { text: `First step for ${title}`, who: 'entra-administrator' },
          { text: 'Second step', who: 'you' }
        ] as const)
  return { class: name, title, count, severity, what: `What happens: ${title}.`, repair }
}

/** Renamed in the directory; the account has the old name. */
export const anna: IdentityRow = {
  row: 0,
  class: 'account-under-other-name',
  classText: 'Account under another name',
  name: 'Anna Li',
  upn: 'anna.li@corp.example',
  mail: 'anna.li@corp.example',
  isDisabled: false,
  names: { saml: 'anna.li@corp.example', scim: 'anna.li@corp.example', ldap: 'ali@corp.example' },
  account: { id: 7, username: 'anna.smith@corp.example', email: 'anna.smith@corp.example', authenticationMethod: 'sso', isDisabled: false },
  otherAccount: undefined,
  sentence: 'Anna Li would arrive as anna.li@corp.example, but the account is anna.smith@corp.example.'
}

export const annaTrace: IdentityTrace = {
  row: anna,
  steps: [
    { way: 'saml', sentence: 'SAML takes user.userprincipalname.', evidence: [seen('user.userprincipalname', 'anna.li@corp.example')] },
    { way: 'ldap', sentence: 'LDAP provisioning takes sAMAccountName and appends @corp.example.', evidence: [] }
  ]
}

export function identityRowAt(row: number): IdentityRow {
  const name = `user${String(row)}@corp.example`
  return {
    ...anna,
    row,
    class: 'same',
    classText: 'The same',
    name: `User ${String(row)}`,
    upn: name,
    mail: name,
    names: { saml: name, scim: name },
    account: { id: 100 + row, username: name, email: name, authenticationMethod: 'sso', isDisabled: false },
    sentence: `The account is called ${name}.`
  }
}

export const renamedTrace: PersonTrace = {
  asked: 'Anna Li',
  readAt: '2026-11-21T14:02:00.000Z',
  headline: 'The user name has changed: the account still has the old one.',
  causes: [problem('app.failed', { message: 'stands for the likely cause' })],
  sides: [
    {
      title: 'Directory entry',
      origin: 'your-directory',
      rows: [{ label: 'Entry', value: 'CN=Anna' }],
      state: 'found',
      sentence: 'The directory has this person.'
    },
    { title: 'Provisioning by SCIM', origin: 'files-com', rows: [], state: 'not-asked', sentence: 'SCIM is not in use.' }
  ],
  timeline: [
    {
      at: '2026-11-20T08:00:00.000Z',
      source: 'sign-in',
      verdict: 'bad',
      title: 'The sign-in was refused',
      detail: 'No such user.',
      evidence: [seen('Event', 4)]
    },
    { at: undefined, source: 'directory', verdict: 'neutral', title: 'What the next LDAP sync would do', detail: 'Nothing.', evidence: [] }
  ],
  repairs: [
    {
      id: 'rename',
      title: 'Rename the user to anna.li@corp.example',
      because: 'The directory has the new name.',
      who: 'you',
      does: {
        kind: 'plan',
        user: {
          username: 'anna.smith@corp.example',
          authenticationMethod: undefined,
          ssoStrategyId: undefined,
          clear2fa: false,
          newUsername: 'anna.li@corp.example',
          newEmail: 'anna.li@corp.example'
        }
      }
    },
    {
      id: 'together',
      title: 'Change UPN and mail together',
      because: 'They differ.',
      who: 'entra-administrator',
      does: { kind: 'by-hand', steps: ['Open the user.', 'Set both.'] }
    }
  ],
  notRead: []
}

export const identityAnswers: Answers = {
  ...previewAnswers,
  'identity.choose-file': ({ what }) => done({ kind: 'chosen', fileId: `file-${what}`, name: `${what}.csv` }),
  'identity.read': (_input, emit) => {
    emit({ people: 100, users: 40 })
    return done(identityView())
  },
  'identity.judge': () => done(identityView({ identityId: 'i2', headline: '244 same' })),
  'identity.rows': ({ query: { offset, limit, classes } }) => {
    const total = classes.length === 0 ? 244 : 3
    const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, place) => identityRowAt(offset + place))
    return done({ total, rows: rows.map((row) => (row.row === 0 ? anna : row)) })
  },
  'identity.trace': ({ row }) => done(row === 0 ? annaTrace : { row: identityRowAt(row), steps: [] }),
  'identity.export': () => done({ kind: 'saved', path: 'names.csv' }),
  'identity.close': () => done(null),
  'trace.person': (_input, emit) => {
    emit({ doing: 'reading the users' })
    return done(renamedTrace)
  }
}

/** The Identity screen with Acme connected; nothing was read yet. */
export async function openIdentity(answers: Answers = {}): Promise<OpenWindow> {
  const opened = await openSite({ ...identityAnswers, ...answers })
  await opened.user.click(screen.getByRole('button', { name: /^Identity/ }))
  await screen.findByRole('radio', { name: /^The directory of the set-up/ })
  return opened
}

/** The result of the engine, as it is shown. */
export async function openIdentityResult(answers: Answers = {}): Promise<OpenWindow> {
  const opened = await openIdentity(answers)
  await opened.user.click(screen.getByRole('button', { name: 'Compare the names' }))
  await screen.findByRole('grid', { name: 'People' })
  await screen.findByRole('rowheader', { name: 'Anna Li' })
  return opened
}

/** The tab for one person. */
export async function openPerson(answers: Answers = {}): Promise<OpenWindow> {
  const opened = await openIdentity(answers)
  await opened.user.click(screen.getByRole('tab', { name: 'One person' }))
  return opened
}
