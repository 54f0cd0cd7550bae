import type { RootDseFacts } from './directory-facts.ts'
import type { ServerType } from './directory-settings.ts'
import { assertNever } from '../result.ts'

/** Which of Files.com's two types the server behaves like; `undefined` when it is neither. */
export function serverTypeOf(facts: RootDseFacts): ServerType | undefined {
  switch (facts.product) {
    case 'windows-active-directory':
    case 'samba-active-directory':
    case 'ad-lds':
      return 'active-directory'
    case 'openldap':
      return 'openldap'
    case 'other':
      return undefined
    default:
      return assertNever(facts.product)
  }
}
