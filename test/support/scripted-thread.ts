import { inspect } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import { Cancelled, type CancelSignal } from '../../src-main/core/cancel.ts'
import { problem } from '../../src-main/core/errors.ts'
import type { PreviewDesk, PreviewView } from '../../src-main/core/preview/preview-desk.ts'
import { createRedactor } from '../../src-main/core/redact.ts'
import { fail, succeed } from '../../src-main/core/result.ts'
import type { FilesReader, FilesService } from '../../src-main/core/service/files-service.ts'
import { serveDesk } from '../../src-main/preview-thread/serve-desk.ts'

/** A preview thread whose desk does what the test asks for: `runs` names the trick, and answers its result as a problem's cause. */
if (parentPort === null) throw new Error('This is the program of a thread')

/** Everything that ever came over, to be searched for secrets. */
const heard: unknown[] = [workerData, process.argv, process.env]
parentPort.on('message', (message: unknown) => heard.push(message))

serveDesk(parentPort, createRedactor(), ({ readerOf, log }): PreviewDesk => {
  const told = (message: string) => fail(problem('app.failed', { message }))
  const closed: string[] = []
  const unused = () => Promise.reject(new TypeError('This desk has no such method'))
  return {
    async read(request, tell, signal) {
      const { usernameField } = request.rules
      if (usernameField === 'wait') return await untilCancelled(signal)
      if (usernameField === 'too-late') {
        await untilCancelled(signal).catch(() => undefined)
        // Nothing else of it is looked at.
        return succeed({ previewId: 'made-too-late' } as PreviewView)
      }
      if (request.people.kind === 'live') heard.push(request.people.password)
      tell({
        directory: { state: 'reading', pages: 1, people: 2, groups: 3, members: 4, perSecond: 5 },
        site: undefined,
        secondsLeft: undefined,
        firstPeople: undefined
      })
      const site = request.users.kind === 'site' ? readerOf(request.users.site) : undefined
      if (site === undefined) return told('there is no reader')
      if (usernameField === 'write') return told(inspect(await writeTo(site, signal)))
      const facts = await site.site(signal)
      return told(inspect(facts, { depth: 9 }))
    },
    judge: unused,
    async ask() {
      log.warn('the desk was asked', { previewId: 'one' })
      throw Object.assign(new RangeError('This question is a bug'), { code: 'E_BUG' })
    },
    export: unused,
    kept: (previewId) => Promise.resolve(closed.includes(previewId) ? told('closed') : succeed(null)),
    runs(trick) {
      if (trick === 'crash') setTimeout(() => void JSON.parse('{'), 1)
      if (trick === 'leave') process.exit(3)
      if (trick === 'grow') grow()
      if (trick === 'hang') return new Promise(() => undefined)
      if (trick === 'heard') return Promise.resolve(told(inspect(heard, { depth: 20, maxStringLength: null, maxArrayLength: null })))
      return trick === 'fine' ? Promise.resolve(succeed([])) : new Promise(() => undefined)
    },
    close: (previewId) => void closed.push(previewId),
    identity: { read: unused, judge: unused, ask: unused, export: unused, close: () => undefined }
  }
})

function untilCancelled(signal: CancelSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Cancelled()), { once: true }))
}

/** A reader is a type: this is what somebody could do who had no respect for it. */
function writeTo(site: FilesReader, signal: CancelSignal): Promise<unknown> {
  return (site as FilesService).updateSite({ ldap_enabled: false }, signal)
}

function grow(): void {
  const kept: unknown[] = []
  for (;;) kept.push({ kept: kept.length, text: String(kept.length) })
}
