import { comparableText } from '../preview/name-person.ts'
import { NO_ROW } from '../preview/preview-codes.ts'
import type { IdentityClass } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { rowNotes } from './row-notes.ts'
import { sharingSentence } from './sharing-sentence.ts'
import { named, namelessWays, nameOfPerson, type RowFacts, usedNames, who } from './used-names.ts'

/** What would happen to this person, or what this user is. */
export function rowSentence(result: IdentityResult, row: RowFacts): string {
  return [sentences[row.class](row, result), ...rowNotes(row, result)].join(' ')
}

const sentences: Readonly<Record<IdentityClass, (row: RowFacts, result: IdentityResult) => string>> = {
  'two-people-one-name': (row, result) => {
    const other = result.sharedWith[row.row] ?? NO_ROW
    return other === NO_ROW ? '' : sharingSentence(result, row, other)
  },

  'account-under-other-name': (row, result) => {
    const { account, otherAccount } = row
    const name = usedNames(result, row)[0]?.name ?? ''
    if (otherAccount !== undefined)
      return `${who(row)} has two accounts already, ${account?.username ?? ''} and ${otherAccount.username}. The ways in use give the name ${name}.`
    return `${who(row)} would arrive as ${name}, but the account is ${account?.username ?? ''}. A second account would be made.`
  },

  'mail-unlike-upn': (row, result) => {
    const [first, ...others] = usedNames(result, row)
    if (others.some(({ name }) => comparableText(name) !== comparableText(first?.name ?? '')))
      return `${named(result, row)}. ${accountPart(row, result)}`
    const { account, mail } = row
    const found =
      result.users === undefined
        ? 'No users were compared.'
        : account === undefined
          ? 'There is no account yet.'
          : `The account is ${account.username}.`
    return `${named(result, row)}, and the mail is ${mail}. ${found} Where a sign-in looks for the mail all the same, it makes ${account === undefined ? 'an account of that name' : 'a second account'}.`
  },
  'ldap-unlike-sign-in': (row, result) => `${named(result, row)}. ${accountPart(row, result)}`,

  guest: (row, result) => {
    const names = usedNames(result, row)
    const isOne = new Set(names.map(({ name }) => comparableText(name))).size < 2
    return `${isOne ? `A guest. ${named(result, row)}.` : `A guest with two names. ${named(result, row)}.`} ${accountPart(row, result)}`
  },

  'no-name': (row, result) => {
    const { upn, mail, account } = row
    const nameless = namelessWays(result, row)
    if (usedNames(result, row).length > 0 && !nameless.includes('the sign-in')) {
      const kept = account === undefined ? '' : ` The account is ${account.username}.`
      return `${named(result, row)}, and ${nameless.join(' and ')} has no name for this person: the value that it takes is empty.${kept}`
    }
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

function claimantOf(result: IdentityResult, row: number): string | undefined {
  const user = result.usersAlone[row - result.people.count] ?? NO_ROW
  const person = result.claimantOf[user] ?? NO_ROW
  return person === NO_ROW ? undefined : nameOfPerson(result, person)
}
