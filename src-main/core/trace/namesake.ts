import type { PreviewRow } from '../preview/preview-result.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { isSame } from './find-traced-person.ts'

/** Whether an entry of the directory has nothing of the account but the full name: then it may be somebody else’s. */
export function isNamesakeOnly({ dn, username, mail }: PreviewRow, user: UserFacts | undefined): boolean {
  if (user === undefined || dn === '') return false
  const names = [username, mail].filter((name) => name !== '')
  return names.length > 0 && !names.some((name) => isSame(name, user.username) || isSame(name, user.email))
}
