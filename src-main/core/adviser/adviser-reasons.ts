import type { FactId } from './adviser-facts.ts'
import type { QuestionId, Situation } from './adviser-questions.ts'
import type { AdviserFact, AdviserReason } from './adviser-views.ts'
import type { Decision } from './decide-methods.ts'

/** What is known, and whence. */
export interface Known {
  readonly situation: Situation
  readonly decision: Decision
  readonly facts: readonly AdviserFact[]
  /** Whence the answer to a question comes; undefined: nobody has answered. */
  sourceOf(question: QuestionId): 'answer' | 'fact' | undefined
}

/** A reason says on what it rests: a question that somebody or something answered, a fact that was read, or the documentation. */
export interface Reason {
  readonly on: QuestionId | 'documentation' | { readonly fact: FactId }
  readonly when: (known: Known) => boolean
  /** A fact speaks for itself. */
  readonly text?: string
}

export interface Reasons {
  readonly because: readonly Reason[]
  readonly against: readonly Reason[]
}

/** Those that hold. What rests on an answer that nobody gave is left out. */
export function reasonsThatHold(reasons: readonly Reason[], known: Known): readonly AdviserReason[] {
  return reasons.flatMap(({ on, when, text }): readonly AdviserReason[] => {
    if (!when(known)) return []
    if (on === 'documentation') return [{ text: text ?? '', from: 'documentation' }]
    if (typeof on === 'string') {
      const from = known.sourceOf(on)
      return from === undefined ? [] : [{ text: text ?? '', from }]
    }
    const found = known.facts.find(({ id }) => id === on.fact)
    return found === undefined ? [] : [{ text: text === undefined ? found.text : `${found.text} ${text}`, from: 'fact' }]
  })
}

export const always = (): boolean => true
