import { randomUUID } from 'node:crypto'
import { createJournal } from '../../../src-main/adapters/journal/create-journal.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { samplePlan } from '../../support/sample-plan.ts'

/** The journal of an application that was ended while it sent a change to a site. */
export async function leaveInterruptedRun(userDataFolder: string): Promise<void> {
  const journal = createJournal({ dataFolder: userDataFolder, redactText: (text) => text })
  const plan = samplePlan()
  const at = '2026-11-20T16:20:00.000Z'
  const writer = written(
    await journal.begin({
      type: 'run-started',
      version: 1,
      runId: randomUUID(),
      at,
      site: plan.site,
      origin: `https://${plan.site}`,
      appliedBy: 'alice.admin',
      plan,
      override: undefined,
      approval: undefined
    })
  )
  written(await writer.append({ type: 'sending', at, changeId: plan.changes[0]?.id ?? '' }))
  await writer.close()
}

function written<Value>(result: Result<Value, { readonly cause: string }>): Value {
  if (!result.ok) throw new Error(result.error.cause)
  return result.value
}
