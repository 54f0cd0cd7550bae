import { timingSafeEqual } from 'node:crypto'
import type { DirectoryService } from '../directory/directory-service.ts'
import { dnKey, parseDn } from '../directory/distinguished-name.ts'
import type { DirectoryTree } from '../directory/directory-tree.ts'
import type { Entry } from '../directory/entry.ts'
import { resultCode } from '../protocol/outcome.ts'
import type { Outcome } from '../protocol/outcome.ts'
import { isAccountExpired, isDisabled, isLockedOut, isPasswordExpired, mustChangePassword } from './account-state.ts'
import { DNS_DOMAIN, NETBIOS_DOMAIN } from './ad-names.ts'
import { dateOfFileTime, fileTime } from './file-time.ts'

export const LOCKOUT_THRESHOLD = 5
export const OBSERVATION_WINDOW_MS = 30 * 60_000

/** Checks names and passwords as a domain controller does, and counts the wrong ones. */
export class SignIn {
  readonly #tree: DirectoryTree
  readonly #now: () => Date
  readonly #passwords: ReadonlyMap<string, string>
  readonly #accounts = new Map<string, Entry[]>()

  /** `passwords` by the key of the entry. */
  constructor(tree: DirectoryTree, passwords: ReadonlyMap<string, string>, now: () => Date) {
    this.#tree = tree
    this.#passwords = passwords
    this.#now = now
    for (const entry of tree.entries())
      for (const name of namesOf(entry)) this.#accounts.set(name, [...(this.#accounts.get(name) ?? []), entry])
  }

  readonly bind = (name: string, password: Buffer): ReturnType<DirectoryService['bind']> => {
    // A name without a password is a guest, successfully: what makes programs believe that any password is right (RFC 4513 section 5.1.2).
    if (password.length === 0) return { who: undefined }
    const account = this.#find(name)
    if (account === undefined) return refused('52e')
    if (isLockedOut(account)) return refused('775')
    if (!this.#isRight(account, password)) {
      this.#countWrongPassword(account)
      return refused('52e')
    }
    const now = this.#now()
    if (isDisabled(account)) return refused('533')
    if (isAccountExpired(account, now)) return refused('701')
    if (mustChangePassword(account)) return refused('773')
    if (isPasswordExpired(account, now)) return refused('532')
    account.set({ badPwdCount: '0', logonCount: String(Number(account.text('logonCount') ?? '0') + 1), lastLogon: fileTime(now) })
    return { who: account }
  }

  /** By DN, `name@domain`, `DOMAIN\name` or display name; a bare account name is not one of the forms (MS-ADTS section 5.1.1.1.1). */
  #find(name: string): Entry | undefined {
    const dn = name.includes('=') ? parseDn(name) : undefined
    if (dn !== undefined) return this.#tree.find(dnKey(dn))
    const candidates = this.#accounts.get(name.toLowerCase()) ?? []
    return candidates.length === 1 ? candidates[0] : undefined
  }

  #isRight(account: Entry, password: Buffer): boolean {
    const expected = Buffer.from(this.#passwords.get(account.key) ?? '')
    return expected.length > 0 && expected.length === password.length && timingSafeEqual(expected, password)
  }

  #countWrongPassword(account: Entry): void {
    const now = this.#now()
    const last = account.text('badPasswordTime') ?? '0'
    const isRecent = last !== '0' && now.getTime() - dateOfFileTime(last).getTime() < OBSERVATION_WINDOW_MS
    const count = (isRecent ? Number(account.text('badPwdCount') ?? '0') : 0) + 1
    account.set({ badPwdCount: String(count), badPasswordTime: fileTime(now) })
    if (count >= LOCKOUT_THRESHOLD) account.set({ lockoutTime: fileTime(now) })
  }
}

function namesOf(entry: Entry): readonly string[] {
  const login = entry.text('sAMAccountName')
  if (login === undefined || entry.values('userAccountControl').length === 0) return []
  const forms = [`${NETBIOS_DOMAIN}\\${login}`, `${DNS_DOMAIN}\\${login}`, `${login}@${DNS_DOMAIN}`, `${login}@${NETBIOS_DOMAIN}`]
  const others = [entry.text('userPrincipalName'), entry.text('displayName')].filter((form) => form !== undefined)
  return [...new Set([...forms, ...others].map((form) => form.toLowerCase()))]
}

/** The text that everybody knows from Active Directory; only the number behind "data" says what is wrong. */
function refused(data: string): { readonly refused: Outcome } {
  const text = `80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data ${data}, v4563\0`
  return { refused: { code: resultCode.invalidCredentials, text } }
}
