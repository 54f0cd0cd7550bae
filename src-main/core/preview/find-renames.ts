import type { DirectorySnapshot } from './directory-snapshot.ts'
import type { NameTable } from './name-everybody.ts'
import { comparableText } from './name-person.ts'
import type { Scope } from './people-in-scope.ts'
import { personName } from './person-name.ts'
import { NO_ROW } from './preview-codes.ts'
import type { SiteUsers } from './site-users.ts'

/** Somebody new and somebody gone with the same mail and the same name, and nobody else on either side who has them. */
export function findRenames(
  { people }: DirectorySnapshot,
  site: SiteUsers,
  { keyOfUser }: NameTable,
  { claims, claimant, outsider }: Scope,
  { managed, userOfKey }: { readonly managed: Uint8Array; readonly userOfKey: Uint32Array }
): readonly (readonly [person: number, user: number])[] {
  const gone = new Map<string, Candidates>()
  for (let user = 0; user < managed.length; user += 1) {
    const key = keyOfUser[user] ?? NO_ROW
    if (key === NO_ROW || managed[user] !== 1 || claims[key] !== 0 || outsider[key] !== NO_ROW) continue
    const evidence = evidenceText(site.text(user, 'email'), site.text(user, 'name'))
    if (evidence === undefined) continue
    const known = gone.get(evidence)
    if (known === undefined) gone.set(evidence, { user, users: 1, person: NO_ROW, persons: 0 })
    else known.users += 1
  }
  if (gone.size === 0) return []
  for (let key = 0; key < claimant.length; key += 1) {
    const person = claimant[key] ?? NO_ROW
    if (person === NO_ROW || claims[key] !== 1 || userOfKey[key] !== NO_ROW) continue
    const evidence = evidenceText(people.text(person, 'mail'), personName(people, person))
    const candidates = evidence === undefined ? undefined : gone.get(evidence)
    if (candidates === undefined) continue
    candidates.person = person
    candidates.persons += 1
  }
  return [...gone.values()].flatMap(({ user, users, person, persons }) => (users === 1 && persons === 1 ? [[person, user] as const] : []))
}

interface Candidates {
  readonly user: number
  users: number
  person: number
  persons: number
}

function evidenceText(mail: string, name: string): string | undefined {
  const comparableMail = comparableText(mail)
  const comparableName = comparableText(name)
  return comparableMail === '' || comparableName === '' ? undefined : `${comparableMail}\n${comparableName}`
}
