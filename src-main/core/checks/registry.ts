import { chainComplete } from './certificate/chain-complete.ts'
import { datesValid } from './certificate/dates-valid.ts'
import { keyStrong } from './certificate/key-strong.ts'
import { namesServer } from './certificate/names-server.ts'
import { purposeServer } from './certificate/purpose-server.ts'
import { trustedHere } from './certificate/trusted-here.ts'
import { trustedPublicly } from './certificate/trusted-publicly.ts'
import type { Check } from './check.ts'
import { accountSafe } from './ldap/account-safe.ts'
import { attributesPresent } from './ldap/attributes-present.ts'
import { backupHostAgrees } from './ldap/backup-host-agrees.ts'
import { baseExists } from './ldap/base-exists.ts'
import { bindAccepted } from './ldap/bind-accepted.ts'
import { groupsFound } from './ldap/groups-found.ts'
import { identityProved } from './ldap/identity-proved.ts'
import { limitsKnown } from './ldap/limits-known.ts'
import { membershipsReadable } from './ldap/memberships-readable.ts'
import { nameResolves } from './ldap/name-resolves.ts'
import { portAccepts } from './ldap/port-accepts.ts'
import { reachableFromFilesCom } from './ldap/reachable-from-files-com.ts'
import { referralsHarmless } from './ldap/referrals-harmless.ts'
import { rootDseAnswers } from './ldap/root-dse-answers.ts'
import { tlsOpens } from './ldap/tls-opens.ts'
import { typeAsChosen } from './ldap/type-as-chosen.ts'
import { usernamesUnique } from './ldap/usernames-unique.ts'
import { usersFound } from './ldap/users-found.ts'
import type { BackupProbes, HostProbes } from './probes.ts'

/** What is checked of any host, first or backup: the way to it, its certificate, what it is, and whether it lets us in. */
const hostChecks: readonly Check<HostProbes>[] = [
  nameResolves,
  portAccepts,
  tlsOpens,
  chainComplete,
  namesServer,
  datesValid,
  purposeServer,
  keyStrong,
  trustedHere,
  trustedPublicly,
  rootDseAnswers,
  typeAsChosen,
  bindAccepted,
  identityProved
]

/** The ladder of the first host, lowest rung first. */
export const directoryChecks: readonly Check<HostProbes>[] = [
  ...hostChecks,
  accountSafe,
  baseExists,
  usersFound,
  attributesPresent,
  usernamesUnique,
  groupsFound,
  membershipsReadable,
  limitsKnown,
  referralsHarmless
]

/** A backup host must let us in, hold the base, and show the same people. */
export const backupHostChecks: readonly Check<BackupProbes>[] = [...hostChecks, baseExists, backupHostAgrees]

/** Last rungs, after everything that can be proved from this computer. */
export const closingChecks: readonly Check<HostProbes>[] = [reachableFromFilesCom]
