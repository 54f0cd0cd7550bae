import { type DirectoryForm, emptyDirectoryForm, isChosenServerType, isSecurity } from '../model/directory-form.ts'
import { directoryFormAsSiteLdap, directoryFormLosses } from '../model/service-fields.ts'
import { fail, type Result, succeed } from '../result.ts'
import { PROFILE_VERSION } from './profile.ts'

export type MigrationFailure =
  | { readonly kind: 'too-new'; readonly version: string }
  /** `reason` is the end of a sentence, without a full stop. */
  | { readonly kind: 'unreadable'; readonly reason: string }

/** `notes`: what became of an older file, as sentences; none for a file of today. */
export interface MigratedProfile {
  readonly raw: unknown
  readonly notes: readonly string[]
}

/** A profile file of any version as one of today's, step by step; its values are not judged here. A newer version is refused, so that nothing of it is lost. */
export function migrateProfile(raw: unknown): Result<MigratedProfile, MigrationFailure> {
  if (!isObject(raw)) return fail({ kind: 'unreadable', reason: 'it is no JSON object' })
  const version = raw['schemaVersion']
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return fail({ kind: 'unreadable', reason: 'it has no schemaVersion, which is a whole number' })
  if (version > PROFILE_VERSION) return fail({ kind: 'too-new', version: String(version) })
  let profile = raw
  const notes: string[] = []
  for (const step of steps.slice(version - 1)) {
    const migrated = step(profile)
    if (!migrated.ok) return migrated
    profile = migrated.value.raw
    notes.push(...migrated.value.notes)
  }
  return succeed({ raw: profile, notes })
}

type RawProfile = Readonly<Record<string, unknown>>

/** The first step leads from version 1 to 2, the next one from 2 to 3, and so on. */
const steps: readonly ((profile: RawProfile) => Result<Step, MigrationFailure>)[] = [fromDirectoryForm]

interface Step extends MigratedProfile {
  readonly raw: RawProfile
}

/** Version 1 was the directory form of this application's first days, with a name and a site. */
function fromDirectoryForm(profile: RawProfile): Result<Step, MigrationFailure> {
  const { name, site } = profile
  const raw = profile['form']
  if (!isObject(raw)) return fail({ kind: 'unreadable', reason: 'a profile of version 1 has a form' })
  const form = directoryFormIn(raw)
  if (form.port.trim() !== '' && !/^\d{1,5}$/.test(form.port.trim()))
    return fail({ kind: 'unreadable', reason: 'the port of its form is no number' })
  const { security, caPem, allowCleartext } = form
  return succeed({
    raw: {
      schemaVersion: 2,
      name,
      site,
      directory: { security, ...(caPem.trim() === '' ? {} : { caPem }), allowCleartext },
      siteLdap: directoryFormAsSiteLdap(form),
      strategies: [],
      users: []
    },
    notes: [
      'The file has version 1, a directory form. What it says became the wanted LDAP settings of the site.',
      ...directoryFormLosses(form)
    ]
  })
}

function directoryFormIn(raw: RawProfile): DirectoryForm {
  const text = (key: string): string => (typeof raw[key] === 'string' ? raw[key] : '')
  const security = text('security')
  const serverType = text('serverType')
  return {
    ...emptyDirectoryForm,
    host: text('host'),
    backupHost1: text('backupHost1'),
    backupHost2: text('backupHost2'),
    port: text('port'),
    security: isSecurity(security) ? security : 'ldaps',
    serverType: isChosenServerType(serverType) ? serverType : 'auto',
    username: text('username'),
    baseDn: text('baseDn'),
    usernameField: text('usernameField'),
    domain: text('domain'),
    caPem: text('caPem'),
    allowCleartext: raw['allowCleartext'] === true
  }
}

function isObject(value: unknown): value is RawProfile {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
