import { comparableText } from '../preview/name-person.ts'
import { NO_ROW } from '../preview/preview-codes.ts'
import type { IdentityResult } from './judge-identity.ts'
import { accountAt, namePartsOf, namesByWay } from './row-parts.ts'
import { named, nameOfPerson, type RowFacts, usedNames, who } from './used-names.ts'

/** What two people share: a name, the name of one of them in Entra ID, or an account. */
export function sharingSentence(result: IdentityResult, row: RowFacts, other: number): string {
  const name = nameOfPerson(result, other)
  const own = usedNames(result, row).map((used) => used.name)
  const theirs = namePartsOf(result, other)
  const isNamed = (names: readonly string[], wanted: string): boolean =>
    wanted !== '' && names.some((one) => comparableText(one) === comparableText(wanted))
  const theirUsed = usedNames(result, { names: namesByWay(result, theirs) }).map((used) => used.name)
  const shared = own.find((one) => isNamed(theirUsed, one))
  if (shared !== undefined) return `${who(row)} and ${name} would have the same user name: ${named(result, row)}.`
  const ofOther = own.find((one) => isNamed([theirs.upn], one))
  if (ofOther !== undefined) return `${who(row)} would arrive as ${ofOther}, which is the user principal name of ${name}.`
  const ofOwn = theirUsed.find((one) => isNamed([row.upn], one))
  if (ofOwn !== undefined) return `${name} would arrive as ${ofOwn}, which is the user principal name of ${who(row)}.`
  if (row.account !== undefined)
    return `The account ${row.account.username} is called like ${who(row)} and has the mail of ${name}, who has no account: whoever signs in may land in the files of the other.`
  const account = accountAt(result, result.accountOf[other] ?? NO_ROW)
  return `The account ${account?.username ?? ''} has the mail of ${who(row)} and is called like ${name}: whoever signs in may land in the files of the other.`
}
