import { fail, type Result, succeed } from '../../core/result.ts'
import type { PreviewSourceOptions } from './preview-source-options.ts'

/** Whose people, and whose users: what was chosen, before anything is read. */
export interface ChosenSources {
  readonly people:
    /** The directory of the profile, or the one that the site is set up with. */
    | { readonly kind: 'set-up' }
    | { readonly kind: 'options' }
    | { readonly kind: 'ldif'; readonly path: string }
    | { readonly kind: 'run'; readonly named: string }
  readonly users:
    /** `named`: as typed; absent: the profile names it. */
    | { readonly kind: 'site'; readonly named: string | undefined }
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'recorded' }
    | { readonly kind: 'none' }
}

/** The error is one message a line, each beginning with the option it is about. */
export function chooseSources(options: PreviewSourceOptions): Result<ChosenSources, readonly string[]> {
  const people = chosenPeople(options)
  const users = chooseUsers(options)
  const wrong = [...(people.ok ? [] : [people.error]), ...(users.ok ? [] : [users.error]), ...passwordMessages(options)]
  return people.ok && users.ok && wrong.length === 0 ? succeed({ people: people.value, users: users.value }) : fail(wrong)
}

function chosenPeople(options: PreviewSourceOptions): Result<ChosenSources['people'], string> {
  const { ldif, run, profile, site } = options
  const connection = connectionOptions(options)
  const named = [...(ldif === undefined ? [] : ['--ldif']), ...(run === undefined ? [] : ['--run']), ...connection.slice(0, 1)]
  if (named.length > 1) return fail(`${named.join(' and ')} each name a directory: use one of them.`)
  if (ldif !== undefined) return succeed({ kind: 'ldif', path: ldif })
  if (run !== undefined) return succeed({ kind: 'run', named: run })
  if (connection.length > 0)
    return profile === undefined
      ? succeed({ kind: 'options' })
      : fail(`${connection[0] ?? ''}: the profile says how the directory is reached. Change it there, or leave out --profile.`)
  if (profile !== undefined || typeof site === 'string') return succeed({ kind: 'set-up' })
  return fail('No directory is named: use --profile FILE, --host with --username and --base-dn, --ldif FILE, --run RUN, or --site SITE.')
}

/** Those that say how a directory is reached, as they were given. */
function connectionOptions(options: PreviewSourceOptions): readonly string[] {
  const given: readonly (readonly [string, unknown])[] = [
    ['--host', options.host],
    ['--backup-host', options.backupHost],
    ['--port', options.port],
    ['--security', options.security],
    ['--username', options.username],
    ['--base-dn', options.baseDn],
    ['--ca-file', options.caFile],
    ['--allow-cleartext', options.allowCleartext]
  ]
  return given.filter(([, value]) => value !== undefined).map(([option]) => option)
}

/** Whose users; the error is a sentence. */
export function chooseUsers({ site, users, run, profile }: PreviewSourceOptions): Result<ChosenSources['users'], string> {
  if (users !== undefined)
    return typeof site === 'string' || site === false
      ? fail(`--users names the users already: leave out ${site === false ? '--no-site' : '--site'}.`)
      : succeed({ kind: 'file', path: users })
  if (site === false) return succeed({ kind: 'none' })
  if (typeof site === 'string') return succeed({ kind: 'site', named: site })
  if (run !== undefined) return succeed({ kind: 'recorded' })
  if (profile !== undefined) return succeed({ kind: 'site', named: undefined })
  return fail('Say what is compared: --site SITE, --users FILE.json, or --no-site.')
}

function passwordMessages(options: PreviewSourceOptions): readonly string[] {
  const { passwordFile, ldapPasswordFile, passwordStdin, ldapPasswordStdin } = options
  return [
    ...(passwordFile !== undefined && ldapPasswordFile !== undefined
      ? ['--password-file and --ldap-password-file name the same password: use one of them.']
      : []),
    ...(passwordStdin === true && ldapPasswordStdin === true
      ? ['--password-stdin and --ldap-password-stdin mean the same password: use one of them.']
      : [])
  ]
}
