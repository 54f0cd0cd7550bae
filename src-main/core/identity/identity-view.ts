import { counted } from '../catalog/entry.ts'
import { classText } from './class-texts.ts'
import { identityAssumptions } from './identity-assumptions.ts'
import { type IdentityClass, identityClasses, type IdentityView } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { recommendWay } from './recommend-way.ts'
import { wayViews } from './way-views.ts'

/** Where the lists come from. */
export interface IdentitySources {
  readonly identityId: string
  readonly people: string
  readonly users: string | undefined
  readonly readAt: string
  readonly cutBecause: string | undefined
}

export function identityView(result: IdentityResult, sources: IdentitySources): IdentityView {
  return {
    ...sources,
    headline: identityHeadline(result),
    rules: result.rules,
    classes: identityClasses.map((name) => ({ class: name, count: result.counts[name], ...classText(name, result) })),
    rowCount: result.rowCount,
    ways: wayViews(result),
    recommendation: recommendWay(result),
    assumptions: identityAssumptions(result)
  }
}

/** The numbers, the good ones first; classes that mean the same trouble are one number. */
function identityHeadline({ counts, users, people }: IdentityResult): string {
  if (people.count === 0) return 'Nobody was read'
  return headlineParts
    .map((part, index) => ({ ...part, count: part.classes.reduce((sum, name) => sum + counts[name], 0), isFirst: index === 0 }))
    .filter(({ count, isFirst }) => count > 0 || (isFirst && users !== undefined))
    .map(({ count, one, many }) => counted(count, one, many))
    .join(', ')
}

const headlineParts: readonly { readonly one: string; readonly many: string; readonly classes: readonly IdentityClass[] }[] = [
  { one: 'same', many: 'same', classes: ['same'] },
  { one: 'case only', many: 'case only', classes: ['case-only'] },
  { one: 'new', many: 'new', classes: ['new'] },
  { one: 'without mail', many: 'without mail', classes: ['mail-empty'] },
  { one: 'differs', many: 'differ', classes: ['account-under-other-name', 'mail-unlike-upn', 'ldap-unlike-sign-in'] },
  { one: 'shares a name', many: 'share a name', classes: ['two-people-one-name'] },
  { one: 'guest', many: 'guests', classes: ['guest'] },
  { one: 'without a name', many: 'without a name', classes: ['no-name'] },
  { one: 'account of nobody', many: 'accounts of nobody', classes: ['orphan'] }
]
