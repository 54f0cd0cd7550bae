import type { ScimProofKind } from '../../scim/scim-proof.ts'
import type { Check } from '../check.ts'
import { addressExact } from './address-exact.ts'
import { disabledUserFound } from './disabled-user-found.ts'
import { duplicateRefused } from './duplicate-refused.ts'
import { endpointAnswers } from './endpoint-answers.ts'
import { groupCreated } from './group-created.ts'
import { groupDeleted } from './group-deleted.ts'
import { groupRenamed } from './group-renamed.ts'
import { groupsSearched } from './groups-searched.ts'
import { mediaType } from './media-type.ts'
import { memberAdded } from './member-added.ts'
import { memberRemovedByPath } from './member-removed-by-path.ts'
import { memberRemovedByValue } from './member-removed-by-value.ts'
import { nothingLeft } from './nothing-left.ts'
import type { ScimProbes } from './probes.ts'
import { schemasReadable } from './schemas-readable.ts'
import { searchedByExternalId } from './searched-by-external-id.ts'
import { searchedByMail } from './searched-by-mail.ts'
import { serviceConfigReadable } from './service-config-readable.ts'
import { tokenAccepted } from './token-accepted.ts'
import { tokenInForce } from './token-in-force.ts'
import { tokenWhole } from './token-whole.ts'
import { unknownUserAnswered } from './unknown-user-answered.ts'
import { userChanged } from './user-changed.ts'
import { wrongTokenRefused } from './wrong-token-refused.ts'
import { userCreated } from './user-created.ts'
import { userDeleted } from './user-deleted.ts'
import { userDisabled } from './user-disabled.ts'
import { userDisabledFlagged } from './user-disabled-flagged.ts'
import { userFoundAgain } from './user-found-again.ts'

/** Reads only: what “Test Connection” and the first look-ups of Entra ID need. */
const scimReadChecks: readonly Check<ScimProbes>[] = [
  addressExact,
  tokenWhole,
  tokenInForce,
  endpointAnswers,
  tokenAccepted,
  unknownUserAnswered,
  mediaType,
  wrongTokenRefused,
  searchedByExternalId,
  searchedByMail,
  groupsSearched,
  schemasReadable,
  serviceConfigReadable
]

/** Makes, changes and deletes one made-up user and group; skipped unless it is asked for. */
const scimWriteChecks: readonly Check<ScimProbes>[] = [
  userCreated,
  userFoundAgain,
  duplicateRefused,
  userChanged,
  groupCreated,
  memberAdded,
  memberRemovedByValue,
  memberRemovedByPath,
  groupRenamed,
  groupDeleted,
  userDisabled,
  disabledUserFound,
  userDisabledFlagged,
  userDeleted,
  nothingLeft
]

/** The whole rehearsal, lowest rung first. */
export const scimChecks: readonly Check<ScimProbes>[] = [...scimReadChecks, ...scimWriteChecks]

/** The same rungs, called after what proves who asks. */
export function scimChecksFor(proof: ScimProofKind): readonly Check<ScimProbes>[] {
  return proof === 'token' ? scimChecks : scimChecks.map((check) => ({ ...check, title: titlesForPassword[check.id] ?? check.title }))
}

const titlesForPassword: Readonly<Record<string, string>> = {
  [tokenWhole.id]: 'User name and password look whole',
  [tokenInForce.id]: 'User name and password have not ended',
  [tokenAccepted.id]: 'User name and password are accepted',
  [wrongTokenRefused.id]: 'A wrong user name and password are refused'
}
