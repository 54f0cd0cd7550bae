import type { ParsedInput } from '../contract/operations.ts'
import type { CancelSignal } from '../core/cancel.ts'
import { type Problem, problem } from '../core/errors.ts'
import { directoryFormMessages, directorySettings } from '../core/model/directory-form.ts'
import type { DirectorySettings } from '../core/model/directory-settings.ts'
import { directoryOfForm } from '../core/model/directory-way.ts'
import type { PracticeSite, RunningPractice } from '../core/ports/practice.ts'
import type { PeopleSource } from '../core/preview/preview-desk.ts'
import type { PreviewRules } from '../core/preview/preview-rules.ts'
import { fail, type Result, succeed } from '../core/result.ts'
import type { Secret } from '../core/secret.ts'
import type { AppPorts } from './app-ports.ts'
import { ldapPasswordFor } from './ldap-password.ts'
import { readSyncSetUps, type SyncSetUp } from './operations/preview-settings.ts'
import type { SiteSession } from './site-sessions.ts'

export interface StartedPractice {
  /** The practice site, once it runs. */
  readonly site: PracticeSite | undefined
  /** The practice directory, once it runs. */
  readonly directory: RunningPractice | undefined
}

/** Where the people of a preview come from, with all that is needed to read them. */
export interface PeopleToRead {
  readonly source: PeopleSource
  /** Gone with the application. */
  readonly isPractice: boolean
  /** Without a site: under what name runs of these people belong together. */
  readonly runsOf: string | undefined
}

/** As a plan reads the site; for a practice site without a profile the way to its own directory, whose authority nobody else knows. */
export async function setUpsOf(
  ports: AppPorts,
  session: SiteSession,
  practice: StartedPractice,
  signal: CancelSignal
): Promise<Result<readonly SyncSetUp[], Problem>> {
  const profile = ports.profiles.read(session.address.host)
  const practiceForm = session.isPractice ? practice.site?.form : undefined
  const way = profile?.directory ?? (practiceForm === undefined ? undefined : directoryOfForm(practiceForm))
  return readSyncSetUps(ports, { reader: session.service, profile, way }, signal)
}

export interface SetUpToRead {
  readonly session: SiteSession
  readonly practice: StartedPractice
  readonly managedBy: PreviewRules['managedBy']
  readonly ldapPassword: Secret
}

/** The directory that the set-up of the site names, with the password that was typed or is kept. */
export async function peopleOfSetUp(
  ports: AppPorts,
  { session, practice, managedBy, ldapPassword }: SetUpToRead,
  signal: CancelSignal
): Promise<Result<PeopleToRead, Problem>> {
  const setUps = await setUpsOf(ports, session, practice, signal)
  if (!setUps.ok) return setUps
  const setUp = setUps.value.find((one) => isSameSync(one.managedBy, managedBy))
  if (setUp?.settings === undefined) return refused('people', 'the set-up names no directory, or no place in it')
  const password = await ldapPasswordFor(ports, session, practice, ldapPassword)
  if (password === undefined) return refused('ldapPassword', 'no password is stored for this site, and none was typed')
  return succeed(live(setUp.settings, password, session.isPractice))
}

function isSameSync(one: PreviewRules['managedBy'], other: PreviewRules['managedBy']): boolean {
  return one.kind === 'strategy' && other.kind === 'strategy' ? one.id === other.id : one.kind === other.kind
}

/** The directory of the form on the Directory screen; refused as a check of it would be. */
export function peopleOfForm(
  ports: AppPorts,
  { directory }: StartedPractice,
  { form, password }: Extract<ParsedInput<'preview.read'>['people'], { kind: 'form' }>
): Result<PeopleToRead, Problem> {
  const wrong = directoryFormMessages(form).find(({ severity }) => severity === 'error')
  if (wrong !== undefined) return refused(wrong.field, wrong.text)
  const secret = password.kind === 'typed' ? password.value : directory?.password
  if (secret === undefined) return refused('password', 'the practice directory is not running')
  ports.redactor.register(secret)
  const isPractice = password.kind === 'practice'
  return succeed(live(directorySettings(form, isPractice ? directory?.timeoutSeconds : undefined), secret, isPractice))
}

function live(settings: DirectorySettings, password: Secret, isPractice: boolean): PeopleToRead {
  return { source: { kind: 'live', settings, password }, isPractice, runsOf: settings.host }
}

export function refused(where: string, message: string): Result<never, Problem> {
  return fail(problem('app.invalid-input', { where, message }))
}
