import { comparableText } from '../preview/name-person.ts'
import { NO_ROW } from '../preview/preview-codes.ts'
import type { IdentityClass, IdentityRow } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { nameSlots, type NameSlot, slotOf } from './person-names.ts'

type RowFacts = Omit<IdentityRow, 'sentence'>

/** What would happen to this person, or what this user is. */
export function rowSentence(result: IdentityResult, row: RowFacts): string {
  const sentence = sentences[row.class](row, result)
  return row.isDisabled ? `${sentence} The person is disabled, so nobody signs in for now.` : sentence
}

const sentences: Readonly<Record<IdentityClass, (row: RowFacts, result: IdentityResult) => string>> = {
  'two-people-one-name': (row, result) => {
    const other = result.sharedWith[row.row] ?? NO_ROW
    const name = other === NO_ROW ? '' : nameOfPerson(result, other)
    return `${who(row)} and ${name} would have the same user name: ${named(result, row)}.`
  },

  'account-under-other-name': (row, result) => {
    const { account, otherAccount } = row
    const name = usedNames(result, row)[0]?.name ?? ''
    if (otherAccount !== undefined)
      return `${who(row)} has two accounts already, ${account?.username ?? ''} and ${otherAccount.username}. The ways in use give the name ${name}.`
    return `${who(row)} would arrive as ${name}, but the account is ${account?.username ?? ''}. A second account would be made.`
  },

  'mail-unlike-upn': (row, result) => `${named(result, row)}. ${accountPart(row, result)}`,
  'ldap-unlike-sign-in': (row, result) => `${named(result, row)}. ${accountPart(row, result)}`,

  guest: (row, result) => {
    const names = usedNames(result, row)
    const isOne = new Set(names.map(({ name }) => comparableText(name))).size < 2
    return `${isOne ? `A guest. ${named(result, row)}.` : `A guest with two names. ${named(result, row)}.`} ${accountPart(row, result)}`
  },

  'no-name': ({ upn, mail }) => {
    if (upn !== '') return 'None of the ways in use has a name for this person.'
    return mail === ''
      ? 'There is neither a user principal name nor a mail, so no sign-in has a name.'
      : 'There is no user principal name, which the sign-in takes.'
  },

  'mail-empty': (row, result) => {
    const { names, account, upn } = row
    const isLeftOut = result.waysInUse.includes('scim') && names.scim === undefined
    const part =
      result.users === undefined
        ? ''
        : account === undefined
          ? ' There is no account of that name yet.'
          : ` The account is ${account.username}.`
    return `There is no mail, so the sign-in takes the user principal name ${upn}.${part}${isLeftOut ? ' SCIM provisioning has no name for this person.' : ''}`
  },

  'case-only': (row, result) => `${named(result, row)}; the account is ${row.account?.username ?? ''}. Only capitals or accents differ.`,

  new: (row, result) =>
    result.users === undefined
      ? `Would be called ${usedNames(result, row)[0]?.name ?? ''}.`
      : `There is no account yet; it would be called ${usedNames(result, row)[0]?.name ?? ''}.`,

  same: (row) => `The account is called ${row.account?.username ?? ''}, and every way in use says the same.`,

  orphan: (row, result) => {
    const claimant = claimantOf(result, row.row)
    return claimant === undefined
      ? `None of the people read has the name ${row.account?.username ?? ''}.`
      : `A further account of ${claimant}, who has two others.`
  },

  'not-concerned': () => 'Signs in otherwise, and has none of the names of the people read.'
}

function accountPart({ account, otherAccount, names }: RowFacts, { users }: IdentityResult): string {
  if (users === undefined) return 'No users were compared.'
  if (account === undefined) return 'There is no account yet: whichever way comes first makes one, and the other a second.'
  if (otherAccount !== undefined) return `There are two accounts already, ${account.username} and ${otherAccount.username}.`
  const own = comparableText(account.username)
  const same = (name: string | undefined): boolean => name !== undefined && comparableText(name) === own
  if (same(names.saml)) return `The account is ${account.username}, the name of the sign-in: provisioning would make a second one.`
  if (same(names.scim)) return `The account is ${account.username}, the name of SCIM: the sign-in would not find it and make a second one.`
  if (same(names.ldap)) return `The account is ${account.username}, the name of LDAP: the sign-in would not find it and make a second one.`
  return `The account is ${account.username}, which none of the ways would find.`
}

interface SlotName {
  readonly slot: NameSlot
  readonly name: string
}

/** What the ways in use say, one for each rule. */
function usedNames({ waysInUse }: IdentityResult, { names }: RowFacts): readonly SlotName[] {
  return nameSlots.flatMap((slot) => {
    const name = slot === 'sign-in' ? names.saml : names[slot]
    return name !== undefined && waysInUse.some((way) => slotOf(way) === slot) ? [{ slot, name }] : []
  })
}

/** `The sign-in says anna.li@corp.example, SCIM says ali@corp.example`. */
function named(result: IdentityResult, row: RowFacts): string {
  return usedNames(result, row)
    .map(({ slot, name }, index) => `${index === 0 ? capitalised(slotNames[slot]) : slotNames[slot]} says ${name}`)
    .join(', ')
}

const slotNames: Readonly<Record<NameSlot, string>> = { 'sign-in': 'the sign-in', scim: 'SCIM', ldap: 'LDAP' }

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function who(row: RowFacts): string {
  return [row.name, row.upn, row.mail].find((text) => text !== '') ?? 'Somebody without a name'
}

function nameOfPerson({ people }: IdentityResult, person: number): string {
  const texts = (['name', 'upn', 'mail'] as const).map((column) => people.text(person, column))
  return texts.find((text) => text !== '') ?? 'somebody without a name'
}

function claimantOf(result: IdentityResult, row: number): string | undefined {
  const user = result.usersAlone[row - result.people.count] ?? NO_ROW
  const person = result.claimantOf[user] ?? NO_ROW
  return person === NO_ROW ? undefined : nameOfPerson(result, person)
}
