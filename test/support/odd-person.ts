import type { Random } from '../bench/seeded-random.ts'
import { entry, line } from './odd-ldif.ts'
import { type NameStep, oddNames, spelled } from './odd-names.ts'
import type { PlainPerson } from './plain-snapshot.ts'

export interface OddPerson {
  /** Stands in `description`, so that whoever reads the entry knows which one it is, however its name is written. */
  readonly key: string
  readonly steps: readonly NameStep[]
  readonly uids: readonly string[]
  /** Number of the POSIX group that the person is in without being written down there. */
  readonly gid: number | undefined
  readonly plain: PlainPerson
}

export interface MadePerson {
  readonly person: OddPerson
  readonly text: string
}

const mails = ['anna@corp.example', 'Anna@Corp.Example', 'bo@corp.example', 'x@elsewhere.example', '']
const fullNames = ['Anna Li', 'anna li', 'Bo Ek', 'Zoë Ay', '']

/** Somebody below `base`, and the entry as LDIF. */
export function oddPerson(
  index: number,
  base: readonly NameStep[],
  random: Random,
  allNamed: boolean
): { readonly person: OddPerson; readonly text: string } {
  const commonName = random.below(2) === 0 ? `${random.oneOf(oddNames)} ${String(index)}` : `${String(index)} ${random.oneOf(oddNames)}`
  const kind = random.below(10)
  // An entry of class person has no place for a user name or a mail address.
  const isBare = kind === 0 && !allNamed
  const isPosix = kind >= 7
  const uids = isBare ? [] : userNames(index, random, allNamed || isPosix)
  const steps: readonly NameStep[] = [
    uids.length > 0 && (uids[0] ?? '').length < 100 && random.below(5) === 0
      ? [
          { type: 'cn', value: commonName },
          { type: 'uid', value: uids[0] ?? '' }
        ]
      : [{ type: 'cn', value: commonName }],
    [{ type: 'ou', value: 'people' }],
    ...base
  ]
  const mail = isBare ? '' : random.oneOf(mails)
  const displayName = isBare ? '' : random.oneOf([...fullNames, random.oneOf(oddNames)])
  const givenName = isBare ? '' : random.oneOf(['Anna', 'Bo', '山', ''])
  const surname = random.oneOf(['Li', 'Ek', 'Ångström'])
  const { lines, state } = accountState(isPosix, random)
  const gid = isPosix ? 100 + random.below(6) : undefined
  const classes = isBare ? ['person'] : ['inetOrgPerson', ...(isPosix ? ['posixAccount', 'shadowAccount'] : [])]
  const key = `p${String(index)}`
  return {
    person: {
      key,
      steps,
      uids,
      gid,
      plain: {
        username: uids[0] ?? '',
        uid: uids[0] ?? '',
        extraUsernames: Math.max(0, uids.length - 1),
        mail,
        displayName,
        commonName,
        givenName,
        surname,
        principalName: '',
        state
      }
    },
    text: entry([
      line('dn', spelled(steps, random)),
      ...classes.map((name) => `objectClass: ${name}`),
      line('cn', commonName),
      line('sn', surname),
      `description: ${key}`,
      ...uids.map((uid) => line('uid', uid)),
      ...optional({ mail, displayName, givenName }),
      ...(gid === undefined ? [] : [`uidNumber: ${String(1000 + index)}`, `gidNumber: ${String(gid)}`, 'homeDirectory: /nowhere']),
      ...lines
    ])
  }
}

function userNames(index: number, random: Random, isNeeded: boolean): readonly string[] {
  const own = `u${random.oneOf(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])}${String(index)}`
  switch (random.below(8)) {
    case 0:
      return isNeeded ? [own] : []
    case 1:
      return ['anna']
    case 2:
      return [random.oneOf(['ANNA', 'Bo', 'bo', 'zoë', 'zoe\u0308', 'x/y', 'c'.repeat(300)])]
    case 3:
      return [`${random.oneOf(oddNames)} ${String(index)}`]
    case 4:
      return [own, `other-${own}`]
    case 5:
      return [`${own}@corp.example`]
    default:
      return [own]
  }
}

function accountState(isPosix: boolean, random: Random): { readonly lines: readonly string[]; readonly state: number } {
  const expired = 2
  const locked = 4
  switch (random.below(8)) {
    case 0:
      return { lines: ['pwdAccountLockedTime: 000001010000Z'], state: locked }
    case 1:
      return { lines: ['pwdEndTime: 20200101000000Z'], state: expired }
    case 2:
      return { lines: ['pwdEndTime: 20990101000000Z'], state: 0 }
    case 3:
      return isPosix ? { lines: ['shadowExpire: 15000'], state: expired } : { lines: [], state: 0 }
    default:
      return { lines: [], state: 0 }
  }
}

function optional(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => (value === '' ? [] : [line(name, value)]))
}
