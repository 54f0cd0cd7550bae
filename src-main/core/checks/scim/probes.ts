import type { MadeUp, ScimStep } from '../../scim/entra-requests.ts'
import { textOf } from '../../scim/json-field.ts'
import type { ScimAddress, UsableScimAddress } from '../../scim/read-scim-address.ts'
import type { ScimSeen } from '../../scim/read-scim-answer.ts'
import type { TokenShape } from '../../scim/read-token-shape.ts'

/** What a rehearsal judges. Every step is sent once, when the first rung asks for it. */
export interface ScimProbes {
  /** ISO 8601, UTC. */
  readonly now: string
  readonly address: ScimAddress
  /** Of the token, or of user name and password. */
  readonly token: TokenShape
  /** Who asks with a password; absent: it is a token. */
  readonly username: string | undefined
  /** When the site says that the token ends; absent: nobody knows. */
  readonly tokenEndsAt: string | undefined
  /** Whether a made-up user and group are written. */
  readonly writes: boolean
  readonly made: MadeUp
  ask(step: ScimStep): Promise<ScimSeen>
  /** Deletes whatever of the made-up user and group is still there; what stays, by name and id. */
  tidyUp(): Promise<readonly Leftover[]>
}

export interface Leftover {
  readonly what: 'user' | 'group'
  readonly name: string
  /** Empty: the server named none. */
  readonly id: string
  /** Why it is still there, as the end of a sentence. */
  readonly because: string
}

export const NOT_WRITTEN = 'Nothing is written unless it is asked for.'

export const NO_GROUP = 'No group was made.'

/** For rungs above the one that proves the address. */
export function usableAddress({ address }: ScimProbes): UsableScimAddress {
  if (address.kind !== 'usable') throw new TypeError('The rung below proves that the address can be used')
  return address
}

/** The id that the server gave to what it made. */
export function idIn(seen: ScimSeen): string | undefined {
  const id = seen.body.kind === 'json' ? textOf(seen.body.value, 'id') : undefined
  // A dot would lead out of the folder of users.
  return id === '' || /^\.+$/.test(id ?? '') ? undefined : id
}
