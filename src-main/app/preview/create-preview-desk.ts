import { throwIfCancelled } from '../../core/cancel.ts'
import { problem } from '../../core/errors.ts'
import type { PreviewDesk } from '../../core/preview/preview-desk.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { createIdentityTables } from '../identity/create-identity-tables.ts'
import { answerQuestion } from './answer-question.ts'
import { exportPreview } from './export-preview.ts'
import { judgeData } from './judge-data.ts'
import { keepRun } from './keep-run.ts'
import { createKeptPreviews } from './kept-previews.ts'
import { lastGoodRun } from '../../core/preview/last-good-run.ts'
import { openPreview } from './open-preview.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'
import { createProgressTeller } from './preview-progress.ts'
import { readBothSides } from './read-both-sides.ts'
import { otherUsernameFieldProblem } from './read-people.ts'

/** A desk over these ports. It keeps the last few previews; those of one reading share what was read. */
export function createPreviewDesk(ports: PreviewDeskPorts): PreviewDesk {
  const previews = createKeptPreviews()
  const gone = (): Result<never, ReturnType<typeof problem>> => fail(problem('app.result-gone', {}))

  async function earlierRuns(keptAs: string | undefined): Promise<readonly PreviewRunHead[]> {
    const listed = keptAs === undefined ? undefined : await ports.runs.list(keptAs)
    // A folder that cannot be read has been logged where that was found out; the reading does not need it.
    return listed?.ok === true ? listed.value : []
  }

  return {
    async read(request, tell, signal) {
      throwIfCancelled(signal)
      const now = new Date(ports.clock.now())
      const progress = createProgressTeller(tell, ports.clock, request.users.kind !== 'none')
      const listing = earlierRuns(request.keepAs)
      const expecting = listing.then((heads) => progress.expect(lastGoodRun(heads, request.rules.managedBy)))
      const read = await readBothSides(ports, request, { rules: request.rules, progress, now }, signal)
      await expecting
      if (!read.ok) return read
      const { recordedAt, ahead, ...both } = read.value
      const heads = await listing
      const data = {
        ...both,
        earlierRuns: recordedAt === undefined ? heads : heads.filter(({ at }) => at < recordedAt),
        appliedLastTime: request.appliedLastTime,
        usernameField: request.rules.usernameField,
        usersManagedBy: request.users.kind === 'file' ? request.rules.managedBy : undefined
      }
      throwIfCancelled(signal)
      const isKept = request.people.kind === 'live' && request.keepAs !== undefined
      const judged = judgeData(data, request.rules, { previewId: ports.newId(), runId: isKept ? ports.newId() : undefined }, ahead)
      throwIfCancelled(signal)
      const saving = keepRun(ports, judged, request.keepAs)
      return succeed(openPreview(previews, judged, saving, ports.later).view)
    },

    async judge(previewId, rules, signal) {
      throwIfCancelled(signal)
      const earlier = previews.find(previewId)
      if (earlier === undefined) return gone()
      const { data } = earlier.judged
      const otherField = otherUsernameFieldProblem(data.usernameField, rules)
      if (otherField !== undefined) return fail(otherField)
      if (data.usersManagedBy !== undefined && JSON.stringify(data.usersManagedBy) !== JSON.stringify(rules.managedBy))
        return fail(
          problem('app.invalid-input', {
            where: 'managedBy',
            message: 'the list of users was read as users of another sync, so it has to be read again'
          })
        )
      const judged = judgeData(data, rules, { previewId: ports.newId(), runId: undefined })
      throwIfCancelled(signal)
      return succeed(openPreview(previews, judged, undefined, ports.later).view)
    },

    async ask(previewId, question, signal) {
      throwIfCancelled(signal)
      const opened = previews.find(previewId)
      return opened === undefined ? gone() : answerQuestion(opened, question, ports, signal)
    },

    async export(previewId, request, signal) {
      throwIfCancelled(signal)
      const opened = previews.find(previewId)
      return opened === undefined ? gone() : exportPreview(opened, request, ports, signal)
    },

    async kept(previewId) {
      const opened = previews.find(previewId)
      if (opened === undefined) return gone()
      return (await opened.saving) ?? succeed(null)
    },

    runs: (keptAs) => ports.runs.list(keptAs),

    close: (previewId) => previews.close(previewId),

    identity: createIdentityTables(ports, previews)
  }
}
