import type { AdviserAnswers, AdviserQuestion } from './adviser-views.ts'

/** One choice; `ifSo` completes “If ...”. */
interface Choice {
  readonly value: string
  readonly label: string
  readonly ifSo: string
}

interface Definition {
  readonly id: string
  readonly text: string
  readonly help: string
  /** What is taken while nobody has answered: the case in which the usual recommendation of Files.com holds. */
  readonly usual: string
  readonly choices: readonly Choice[]
}

/** In the order in which they are asked: what closes most others comes first. */
const definitions = [
  {
    id: 'password-ways',
    text: 'Must people get in by SFTP, FTP, WebDAV, the API or the mobile app with their company password?',
    help: 'A sign-in at Microsoft opens the browser and the desktop app only. SFTP takes an SSH key instead of a password, the API an API key; for FTP, WebDAV and the mobile app no such thing is documented.',
    usual: 'no',
    choices: [
      {
        value: 'company-password',
        label: 'Yes, with the company password',
        ifSo: 'people must get in by SFTP or FTP with the company password'
      },
      { value: 'keys', label: 'They use SFTP or the API, and keys are fine', ifSo: 'people who use SFTP or the API take keys' },
      { value: 'no', label: 'No, browser and desktop app are enough', ifSo: 'browser and desktop app are enough' }
    ]
  },
  {
    id: 'group-filters',
    text: 'Shall groups decide who gets an account?',
    help: 'Filters of Files.com look at the groups of a person, which Entra ID does not send together with the person: they work with LDAP provisioning only. In Entra ID the same is done by assigning groups to the application.',
    usual: 'no',
    choices: [
      {
        value: 'at-files-com',
        label: 'Yes, by filters at Files.com, with wildcards',
        ifSo: 'filters at Files.com decide who gets an account'
      },
      {
        value: 'in-entra',
        label: 'Yes, by assignment to the application in Entra ID',
        ifSo: 'assignment in Entra ID decides who gets an account'
      },
      { value: 'no', label: 'No', ifSo: 'groups do not decide who gets an account' }
    ]
  },
  {
    id: 'ldaps',
    text: 'Is there a directory that Files.com can reach over LDAPS?',
    help: 'Active Directory, OpenLDAP or Entra Domain Services, with a certificate of a public authority, open to the addresses of Files.com. Not self-signed.',
    usual: 'yes',
    choices: [
      { value: 'yes', label: 'Yes, or it can be made so', ifSo: 'a directory can be reached over LDAPS' },
      { value: 'no', label: 'No', ifSo: 'no directory can be reached over LDAPS' }
    ]
  },
  {
    id: 'entra-rights',
    text: 'Who can set things up in Microsoft Entra ID?',
    help: 'SAML and SCIM need an enterprise application, which a Cloud Application Administrator can make. OAuth needs an app registration only; in many tenants every user may make one.',
    usual: 'ours',
    choices: [
      { value: 'ours', label: 'We can make enterprise applications', ifSo: 'we can make enterprise applications' },
      { value: 'colleague', label: 'A colleague can, whom we ask', ifSo: 'a colleague makes the enterprise application' },
      { value: 'registrations-only', label: 'We can make app registrations only', ifSo: 'only app registrations can be made' }
    ]
  },
  {
    id: 'mail-upn',
    text: 'Is the mail address of each person the same as the user principal name (UPN)?',
    help: 'The UPN is the sign-in name at Microsoft. SCIM names accounts by the UPN, and a sign-in is known to look for an account by the mail address: where the two differ, somebody can get a second, empty account.',
    usual: 'same',
    choices: [
      { value: 'same', label: 'Yes, for everybody', ifSo: 'mail and UPN are the same for everybody' },
      { value: 'can-align', label: 'No, but they can be made the same', ifSo: 'mail and UPN can be made the same' },
      { value: 'by-upn', label: 'No, and accounts shall go by the UPN', ifSo: 'mail and UPN differ and accounts go by the UPN' },
      {
        value: 'by-mail',
        label: 'No, and sign-in must go by the mail address',
        ifSo: 'mail and UPN differ and sign-in must go by the mail address'
      }
    ]
  },
  {
    id: 'group-names',
    text: 'Shall groups of the company appear at Files.com, with their names and members?',
    help: 'Accounts that are made at the first sign-in bring groups along by their ids only, long numbers that nobody can read.',
    usual: 'yes',
    choices: [
      { value: 'yes', label: 'Yes', ifSo: 'groups shall appear at Files.com by their names' },
      { value: 'no', label: 'No, groups are made at Files.com or not needed', ifSo: 'no groups are needed from outside' }
    ]
  },
  {
    id: 'leavers',
    text: 'How does somebody who leaves lose the account?',
    help: 'Blocking somebody in Entra ID ends the sign-in at once in any case. The account with its SSH keys and API keys goes by itself with SCIM (within about 40 minutes) or LDAP provisioning (hourly), and never with accounts made at the first sign-in.',
    usual: 'hour',
    choices: [
      { value: 'now', label: 'By itself, within minutes', ifSo: 'accounts of leavers shall be closed within minutes' },
      { value: 'hour', label: 'By itself, within about an hour', ifSo: 'accounts of leavers shall be closed within an hour' },
      { value: 'by-hand', label: 'We close accounts by hand', ifSo: 'accounts of leavers are closed by hand' }
    ]
  },
  {
    id: 'first-sign-in',
    text: 'May somebody get an account just by signing in for the first time?',
    help: 'Then everybody whom Entra ID lets sign in to the application can make an account: those who are assigned, or the whole tenant where no assignment is required.',
    usual: 'yes',
    choices: [
      { value: 'yes', label: 'Yes', ifSo: 'a first sign-in may make an account' },
      { value: 'no', label: 'No, accounts exist before somebody comes', ifSo: 'a first sign-in may not make an account' }
    ]
  },
  {
    id: 'licence',
    text: 'Does the tenant have Microsoft Entra ID P1 or P2?',
    help: 'Microsoft asks for it for automatic provisioning and for assigning groups to applications. It is part of many Microsoft 365 licences.',
    usual: 'yes',
    choices: [
      { value: 'yes', label: 'Yes', ifSo: 'the tenant has P1 or P2' },
      { value: 'no', label: 'No, the free edition', ifSo: 'the tenant has the free edition' }
    ]
  },
  {
    id: 'tenants',
    text: 'How many tenants shall sign in at this site, and in which cloud?',
    help: 'A site can have several providers. The clouds for the US government and for China have addresses of their own.',
    usual: 'one',
    choices: [
      { value: 'one', label: 'One, in the global cloud', ifSo: 'there is one tenant in the global cloud' },
      { value: 'several', label: 'Several, in the global cloud', ifSo: 'there are several tenants' },
      { value: 'other-cloud', label: 'One in another cloud', ifSo: 'a tenant is in another cloud' }
    ]
  }
] as const satisfies readonly Definition[]

type AnyDefinition = (typeof definitions)[number]
export type QuestionId = AnyDefinition['id']
export type ChoiceOf<Q extends QuestionId> = Extract<AnyDefinition, { readonly id: Q }>['choices'][number]['value']

/** Every question with one of its choices. */
export type Situation = Readonly<Record<QuestionId, string>>

export const questionIds: readonly QuestionId[] = definitions.map(({ id }) => id)

/** As they are shown. */
export const adviserQuestions: readonly AdviserQuestion[] = definitions.map(({ id, text, help, choices }) => ({
  id,
  text,
  help,
  choices: choices.map(({ value, label }) => ({ value, label }))
}))

/** Whether this choice was taken; misspelt ones do not compile. */
export function is<Q extends QuestionId>(situation: Situation, question: Q, choice: ChoiceOf<Q>): boolean {
  return situation[question] === choice
}

export function choicesOf(question: QuestionId): readonly Choice[] {
  return definitionOf(question).choices
}

/** What holds while nothing is answered, with these answers in its place. */
export function situationOf(answers: AdviserAnswers): Situation {
  return Object.assign(usualSituation(), knownAnswers(answers))
}

/** Questions and choices that exist; anything else is left out. */
export function knownAnswers(answers: AdviserAnswers): Readonly<Partial<Record<QuestionId, string>>> {
  const known: Partial<Record<QuestionId, string>> = {}
  for (const id of questionIds) {
    const value = Object.hasOwn(answers, id) ? answers[id] : undefined
    if (value !== undefined && choicesOf(id).some((choice) => choice.value === value)) known[id] = value
  }
  return known
}

/** What of these answers means nothing, as sentences. */
export function unknownAnswers(answers: AdviserAnswers): readonly string[] {
  return Object.entries(answers).flatMap(([id, value]) => {
    const question = adviserQuestions.find((one) => one.id === id)
    if (question === undefined) return [`There is no question “${id}”. The questions are: ${questionIds.join(', ')}.`]
    const values = question.choices.map((choice) => choice.value)
    return values.includes(value) ? [] : [`“${value}” is no answer to “${id}”. The answers are: ${values.join(', ')}.`]
  })
}

function usualSituation(): Record<QuestionId, string> {
  return {
    'password-ways': definitionOf('password-ways').usual,
    'group-filters': definitionOf('group-filters').usual,
    'mail-upn': definitionOf('mail-upn').usual,
    'group-names': definitionOf('group-names').usual,
    leavers: definitionOf('leavers').usual,
    'first-sign-in': definitionOf('first-sign-in').usual,
    ldaps: definitionOf('ldaps').usual,
    'entra-rights': definitionOf('entra-rights').usual,
    licence: definitionOf('licence').usual,
    tenants: definitionOf('tenants').usual
  }
}

function definitionOf(question: QuestionId): AnyDefinition {
  const found = definitions.find(({ id }) => id === question)
  if (found === undefined) throw new TypeError(`There is no question ${question}`)
  return found
}
