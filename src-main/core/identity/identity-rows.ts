import { NO_ROW } from '../preview/preview-codes.ts'
import { classTitles } from './class-texts.ts'
import type { IdentityRow } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { accountAt, namePartsOf, namesByWay } from './row-parts.ts'
import { rowSentence } from './row-sentence.ts'

/** A row as it is shown. */
export function identityRow(result: IdentityResult, row: number): IdentityRow {
  return row < result.people.count ? personRow(result, row) : userRow(result, row)
}

function personRow(result: IdentityResult, person: number): IdentityRow {
  const parts = namePartsOf(result, person)
  const described = {
    row: person,
    class: result.classOf(person),
    classText: classTitles[result.classOf(person)],
    name: result.people.text(person, 'name'),
    upn: parts.upn,
    mail: parts.mail,
    isDisabled: result.people.isDisabled(person),
    names: namesByWay(result, parts),
    account: accountAt(result, result.accountOf[person] ?? NO_ROW),
    otherAccount: accountAt(result, result.otherAccountOf[person] ?? NO_ROW)
  }
  return { ...described, sentence: rowSentence(result, described) }
}

function userRow(result: IdentityResult, row: number): IdentityRow {
  const user = result.usersAlone[row - result.people.count] ?? NO_ROW
  const described = {
    row,
    class: result.classOf(row),
    classText: classTitles[result.classOf(row)],
    name: result.users?.text(user, 'name') ?? '',
    upn: '',
    mail: '',
    isDisabled: false,
    names: {},
    account: accountAt(result, user),
    otherAccount: undefined
  }
  return { ...described, sentence: rowSentence(result, described) }
}
