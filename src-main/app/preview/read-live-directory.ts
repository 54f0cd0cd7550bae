import type { CancelSignal } from '../../core/cancel.ts'
import { counted } from '../../core/catalog/entry.ts'
import { failureEvidence, readProblem } from '../../core/checks/failure-problem.ts'
import { groupsFilter, peopleFilter } from '../../core/directory/filters.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import type { BulkCut, BulkEnd, BulkRefusal } from '../../core/ports/bulk-directory.ts'
import { createPreviewAhead } from '../../core/preview/ahead/preview-ahead.ts'
import type { ReadingFacts } from '../../core/preview/directory-snapshot.ts'
import type { PeopleSource } from '../../core/preview/preview-desk.ts'
import { createSnapshotBuilder } from '../../core/preview/snapshot/snapshot-builder.ts'
import { assertNever, fail, type Result, succeed } from '../../core/result.ts'
import { createFirstPeople } from './first-people.ts'
import { lookAtServer } from './look-at-server.ts'
import { notOpenedProblem } from './not-opened-problem.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'
import type { PeopleRead, ReadingOptions } from './read-people.ts'
import { createSnapshotSink } from './snapshot-sink.ts'

/** A whole directory over LDAP. A reading that broke off is what was read until then; the problem is why nothing at all was read. */
export async function readLiveDirectory(
  ports: Pick<PreviewDeskPorts, 'bulk' | 'directory' | 'connections'>,
  { settings: chosen, password }: Extract<PeopleSource, { readonly kind: 'live' }>,
  { rules, progress, now, site }: ReadingOptions,
  signal: CancelSignal
): Promise<Result<PeopleRead, Problem>> {
  const account = chosen.username
  if (chosen.security === 'none' && !chosen.allowCleartext) return fail(problem('ldap.bind.cleartext-not-allowed', { account }))
  if (account === '')
    return fail(problem('app.invalid-input', { where: 'username', message: 'a directory is read with an account of its own' }))
  if (password.isEmpty) return fail(problem('ldap.bind.empty-password', { account }))

  const server = await lookAtServer(ports.directory, chosen, signal)
  if (!server.ok) return fail(notOpenedProblem(server.error, chosen, chosen.serverType === 'auto' ? 'openldap' : chosen.serverType))
  const { serverType, product, hosts } = server.value
  const [host, ...backupHosts] = hosts
  const settings = { ...chosen, host, backupHosts, serverType }
  const builder = createSnapshotBuilder({ usernameField: rules.usernameField, serverType, now })
  const first = createFirstPeople(builder.wantedOfPeople, rules.domain)
  const ahead = site === undefined ? undefined : createPreviewAhead(builder, rules)
  void site?.then((users) => {
    if (users !== undefined) ahead?.useSite(users)
  })
  const read = await ports.bulk.read(
    {
      settings,
      password,
      people: { filter: peopleFilter(serverType, product), attributes: builder.wantedOfPeople },
      groups: { filter: groupsFilter(serverType), attributes: builder.wantedOfGroups },
      connections: ports.connections
    },
    createSnapshotSink(builder, first, progress, ahead),
    signal
  )
  if (!read.ok) return fail(refusalProblem(read.error, settings, serverType))
  const { end } = read.value
  if (end.kind === 'cut' && builder.people + builder.groups === 0) {
    const nothing = nothingReadProblem(end.cut, settings)
    if (nothing !== undefined) return fail(nothing)
  }
  progress.directoryDone()
  const snapshot = builder.finish(readingOf(read.value, builder.seenTwice, now))
  return succeed({ snapshot, called: read.value.host, baseDn: settings.baseDn, recorded: undefined, ...(ahead && { ahead }) })
}

function readingOf({ host, end, pages, references, durationMs }: BulkEnd, seenTwice: number, now: Date): ReadingFacts {
  return {
    end: end.kind === 'cut' ? { kind: 'cut', because: end.cut.because, where: end.cut.where } : endOfWhole(seenTwice),
    source: { kind: 'live', host },
    startedAt: now.toISOString(),
    durationMs: Math.round(durationMs),
    pages,
    references
  }
}

/** Attributes that count capitals may name entries, whatever the standard says of most: whom nobody can tell apart is not left out in silence. */
function endOfWhole(seenTwice: number): ReadingFacts['end'] {
  if (seenTwice === 0) return { kind: 'complete' }
  const because = `The names (DN) of ${counted(seenTwice, 'person', 'people')} differ from those of others in capitals or spelling only, so that they could not be told apart.`
  return { kind: 'cut', because, where: 'people' }
}

function refusalProblem(refusal: BulkRefusal, settings: DirectorySettings, serverType: ServerType): Problem {
  switch (refusal.kind) {
    case 'cleartext-not-allowed':
      return problem('ldap.bind.cleartext-not-allowed', { account: settings.username })
    case 'not-opened':
      return notOpenedProblem(refusal, settings, serverType)
    case 'bad-filter':
      throw new TypeError(`A filter of our own cannot be read: ${refusal.text}`)
    default:
      return assertNever(refusal)
  }
}

const REFERRAL = 10
const NO_SUCH_OBJECT = 32
const INVALID_DN_SYNTAX = 34

/** Not one entry, and the server said why: that is no directory to preview. */
function nothingReadProblem({ where, failure }: BulkCut, settings: DirectorySettings): Problem | undefined {
  if (failure === undefined) return undefined
  const base = settings.baseDn
  const evidence = failureEvidence(failure)
  if (failure.kind === 'result' && failure.code === NO_SUCH_OBJECT)
    return problem('ldap.base.missing', { base, nearest: failure.matchedDn, children: '' }, evidence)
  if (failure.kind === 'result' && failure.code === INVALID_DN_SYNTAX) return problem('ldap.base.syntax', { base }, evidence)
  if (failure.kind === 'result' && failure.code === REFERRAL)
    return problem('ldap.base.other-domain', { base, referral: failure.referrals?.join(', ') ?? 'another server' }, evidence)
  return readProblem(failure, where === 'people' ? 'the search for people' : 'the search for groups', settings)
}
