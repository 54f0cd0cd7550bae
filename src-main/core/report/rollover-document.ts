import type { Who } from '../errors.ts'
import type { SamlMode } from '../saml/saml-source.ts'
import type { Rollover, RolloverMoment } from '../saml/saml-views.ts'
import { APPLICATION_NAME } from './check-document.ts'
import { type LadderRowProblem, problemFields } from './ladder-row.ts'

/** `saml rollover --json`. */
export interface RolloverDocument {
  readonly schemaVersion: 1
  readonly command: 'saml rollover'
  readonly application: { readonly name: string; readonly version: string }
  /** ISO 8601, UTC. */
  readonly rehearsedAt: string
  readonly keys: readonly {
    readonly name: 'old' | 'new'
    readonly fingerprintSha256: string
    readonly notBefore: string
    readonly notAfter: string
  }[]
  readonly modes: readonly {
    readonly mode: SamlMode
    readonly inForce: boolean
    readonly headline: string
    /** When sign-in breaks by itself, if nobody does anything. */
    readonly breaksAt: string | null
    readonly moments: readonly RolloverMoment[]
    readonly steps: readonly { readonly text: string; readonly who: Who }[]
    readonly assumptions: readonly string[]
  }[]
  readonly problems: readonly LadderRowProblem[]
}

export function rolloverDocument(rollover: Rollover, about: { readonly version: string; readonly now: string }): RolloverDocument {
  return {
    schemaVersion: 1,
    command: 'saml rollover',
    application: { name: APPLICATION_NAME, version: about.version },
    rehearsedAt: about.now,
    keys: rollover.keys.map(({ name, card }) => ({
      name,
      fingerprintSha256: card.facts.fingerprintSha256,
      notBefore: card.facts.notBefore,
      notAfter: card.facts.notAfter
    })),
    modes: rollover.modes.map(({ mode, isInForce, headline, breaksAt, moments, steps, assumptions }) => ({
      mode,
      inForce: isInForce,
      headline,
      breaksAt: breaksAt ?? null,
      moments,
      steps,
      assumptions
    })),
    problems: rollover.problems.map(problemFields)
  }
}
