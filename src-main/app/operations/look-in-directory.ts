import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { IdentityRow, IdentityRules } from '../../core/identity/identity-views.ts'
import type { PeopleSource, PreviewAnswers, PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { isSame } from '../../core/trace/find-traced-person.ts'
import type { DirectoryLook } from '../../core/trace/trace-facts.ts'

/** The directory that a set-up names, and the rules of its sync. */
export interface DirectoryToTrace {
  readonly source: PeopleSource
  readonly rules: PreviewRules
  /** Whether this sync is switched on at the site. */
  readonly isOn: boolean
}

export interface DirectoryQuestion {
  readonly directory: DirectoryToTrace
  /** Host of the site. */
  readonly site: string
  /** As it was asked for first, then other names of the person, most telling first. */
  readonly names: readonly string[]
  readonly identityRules: IdentityRules
}

export interface DirectoryAnswer {
  readonly look: DirectoryLook
  /** Of the person, as far as the directory has one. */
  readonly identity: IdentityRow | undefined
}

/** What the directory has of a person, and what the sync and its filters make of it: by a preview, which is closed again. Throws `Cancelled`. */
export async function lookInDirectory(
  desk: PreviewDesk,
  { directory, site, names, identityRules }: DirectoryQuestion,
  tell: (people: number) => void,
  signal: CancelSignal
): Promise<DirectoryAnswer> {
  const request = {
    people: directory.source,
    users: { kind: 'site', site } as const,
    rules: directory.rules,
    keepAs: undefined,
    appliedLastTime: undefined
  }
  const view = await desk.read(request, (progress) => tell(progress.directory.people), signal)
  if (!view.ok) return { look: { kind: 'not-read', problem: view.error }, identity: undefined }
  try {
    const found = await findRow(desk, view.value, names, signal)
    if (!found.ok) return { look: { kind: 'not-read', problem: found.error }, identity: undefined }
    if (found.value.kind === 'missing')
      return { look: { kind: 'missing', host: view.value.directory, sentence: found.value.sentence }, identity: undefined }
    const { row, trace } = found.value.answer
    const look = { kind: 'found', host: view.value.directory, row, trace, isOn: directory.isOn } as const
    return { look, identity: row.dn === '' ? undefined : await identityOf(desk, view.value.previewId, row, identityRules, signal) }
  } finally {
    desk.close(view.value.previewId)
  }
}

type FoundRow =
  { readonly kind: 'missing'; readonly sentence: string } | { readonly kind: 'found'; readonly answer: PreviewAnswers['trace'] }

/** A person of the directory goes before a row that is about a user of the site only. */
async function findRow(
  desk: PreviewDesk,
  { previewId }: PreviewView,
  names: readonly string[],
  signal: CancelSignal
): Promise<Result<FoundRow, Problem>> {
  let sentence = ''
  let userOnly: PreviewAnswers['trace'] | undefined
  for (const name of names) {
    const explained = await desk.ask(previewId, { kind: 'explain', name }, signal)
    if (!explained.ok) return fail(explained.error)
    if (explained.value.kind === 'not-found') {
      sentence = sentence === '' ? explained.value.sentence : sentence
      continue
    }
    for (const row of [explained.value.row, ...explained.value.others].slice(0, MOST_ROWS)) {
      const answer = await desk.ask(previewId, { kind: 'trace', row }, signal)
      if (!answer.ok) return fail(answer.error)
      if (answer.value.row.dn !== '') return succeed({ kind: 'found', answer: answer.value })
      userOnly ??= answer.value
    }
  }
  return succeed(userOnly === undefined ? { kind: 'missing', sentence } : { kind: 'found', answer: userOnly })
}

const MOST_ROWS = 5

/** What each way would call the person. That it could not be found out leaves a gap in the picture, and no more. */
async function identityOf(
  desk: PreviewDesk,
  previewId: string,
  { username, mail, name }: PreviewAnswers['trace']['row'],
  rules: IdentityRules,
  signal: CancelSignal
): Promise<IdentityRow | undefined> {
  const view = await desk.identity.read(
    { people: { kind: 'preview', previewId }, users: { kind: 'recorded' }, rules },
    () => undefined,
    signal
  )
  if (!view.ok) return undefined
  try {
    return await identityRowOf(desk, view.value.identityId, [username, mail, name], signal)
  } finally {
    desk.identity.close(view.value.identityId)
  }
}

/** The one row of a table of identities that one of these names means, the first name that means one deciding. Throws `Cancelled`. */
export async function identityRowOf(
  desk: PreviewDesk,
  identityId: string,
  names: readonly string[],
  signal: CancelSignal
): Promise<IdentityRow | undefined> {
  for (const name of names.filter((text) => text.trim() !== '')) {
    const query = { classes: [], search: name, offset: 0, limit: MOST_IDENTITIES }
    const page = await desk.identity.ask(identityId, { kind: 'rows', query }, signal)
    if (!page.ok) return undefined
    const fitting = page.value.rows.filter(
      (row) =>
        row.class !== 'orphan' &&
        row.class !== 'not-concerned' &&
        [row.upn, row.mail, row.name, row.account?.username, ...Object.values(row.names)].some((one) => isSame(one, name))
    )
    if (fitting.length === 1) return fitting[0]
  }
  return undefined
}

const MOST_IDENTITIES = 50
