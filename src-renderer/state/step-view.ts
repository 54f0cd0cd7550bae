import type { SignInProof } from '../../src-main/core/saml/saml-views.ts'
import type { IconStatus } from '../lib/icon-status.ts'
import type { EntraGuideState } from './entra-guide-state.svelte.ts'
import type { Operation } from './operation.svelte.ts'
import type { ProveState } from './prove-state.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'

/** How far a step is. It can be entered whatever it says. */
export interface StepView<Name extends string = string> {
  readonly name: Name
  readonly title: string
  readonly icon: IconStatus
  /** Not started, in progress, done, needs attention. */
  readonly word: string
  /** What is done or missing, in a few words. */
  readonly facts: string
}

export type Standing = Pick<StepView, 'icon' | 'word' | 'facts'>

export function notStarted(facts: string): Standing {
  return { icon: 'waiting', word: 'Not started', facts }
}

export function inProgress(facts: string): Standing {
  return { icon: 'blocked', word: 'In progress', facts }
}

/** Something goes on at this moment. */
export function underWay(facts: string): Standing {
  return { icon: 'running', word: 'In progress', facts }
}

export function attention(facts: string): Standing {
  return { icon: 'warn', word: 'Needs attention', facts }
}

export function done(facts: string): Standing {
  return { icon: 'pass', word: 'Done', facts }
}

export function doneWithWarnings(facts: string): Standing {
  return { icon: 'warn', word: 'Done, with warnings', facts }
}

/** Of the work in the portal of Entra ID; `site` is empty when none is chosen. */
export function guideStanding({ guide, doneCount, read }: EntraGuideState, site: string): Standing {
  if (site === '') return notStarted('needs a site: its address is part of what is entered')
  if (read.problem !== undefined) return attention('the guide could not be read')
  if (guide === undefined) return notStarted('')
  if (doneCount === 0) return notStarted(`${guide.steps.length} screens of the portal`)
  const facts = `${doneCount} of ${guide.steps.length} screens`
  return doneCount === guide.steps.length ? done(facts) : inProgress(facts)
}

/** Of a real sign-in at a connected site; `missing` says what is needed before one can be waited for, empty when nothing. */
export function proofStanding({ prove, proof, waitedMs }: ProveState, missing: string): Standing {
  if (prove.isRunning) return underWay(waitedMs === 0 ? '' : 'waiting for the sign-in')
  if (prove.problem !== undefined) return attention('it could not be tried')
  return proof === undefined ? notStarted(missing) : standingOfProof(proof)
}

function standingOfProof(proof: SignInProof): Standing {
  return proof.kind === 'signed-in' ? done(`as ${proof.username}`) : attention(proof.problem.title)
}

/** Of a ladder that was climbed over what was entered. */
export function ladderStanding(
  state: Pick<Operation<'saml.inspect' | 'oauth.test' | 'scim.rehearse'>, 'isRunning' | 'problem' | 'value'>,
  { isEntered, isStale, what = 'read' }: { readonly isEntered: boolean; readonly isStale: boolean; readonly what?: 'read' | 'tested' }
): Standing {
  if (state.isRunning) return underWay(`being ${what}`)
  if (state.problem !== undefined) return attention(`it could not be ${what}`)
  const summary = state.value?.report.summary
  if (summary === undefined) return isEntered ? inProgress(`not ${what} yet`) : notStarted('')
  if (isStale) return attention(`changed since it was ${what}`)
  if (summary.outcome === 'failed') return attention(summary.headline)
  return summary.outcome === 'healthy' ? done('') : doneWithWarnings(summary.headline)
}

/** How far the last run of this session has brought a provider of this site; undefined: no run was about one, or the set-up was edited since. */
export function providerRun(setup: SetupState, site: string): 'applied' | 'handed-off' | undefined {
  const run = setup.run
  if (run === undefined || run.purpose !== 'profile' || run.site !== site || setup.isPlanOutdated) return undefined
  if (!run.changes.some(({ change }) => change.resource === 'sso-strategy')) return undefined
  if (run.outcome === 'proved') return 'applied'
  return run.outcome === 'handed-off' ? 'handed-off' : undefined
}

/** What is left to do by hand. */
export const HANDED_OFF = 'handed off: enter the values in the web form'
