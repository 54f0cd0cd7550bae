import { choicesOf, questionIds, type QuestionId, type Situation, situationOf } from './adviser-questions.ts'
import { type Decision, decideMethods } from './decide-methods.ts'

/** Questions without an answer that could still lead to another method, in the order in which they are asked. */
export function openQuestions(taken: Readonly<Partial<Record<QuestionId, string>>>): {
  readonly signIn: readonly QuestionId[]
  readonly provisioning: readonly QuestionId[]
} {
  const unanswered = questionIds.filter((id) => taken[id] === undefined)
  const decisions = completions(situationOf(taken), unanswered).map(decideMethods)
  const steps = stepsOf(unanswered)
  const matters = (methodOf: (decision: Decision) => string): readonly QuestionId[] => {
    const methods = decisions.map(methodOf)
    return steps
      .filter(({ step, choices }) =>
        // Whoever differs from no first choice differs from nobody.
        methods.some((method, index) => method !== methods[index - (Math.floor(index / step) % choices) * step])
      )
      .map(({ question }) => question)
  }
  return { signIn: matters(({ signIn }) => signIn), provisioning: matters(({ provisioning }) => provisioning) }
}

/** How far apart two completions are that differ in the next choice of one question only: the last question changes quickest. */
function stepsOf(unanswered: readonly QuestionId[]) {
  let step = 1
  return [...unanswered]
    .reverse()
    .map((question) => {
      const choices = choicesOf(question).length
      const place = { question, choices, step }
      step *= choices
      return place
    })
    .reverse()
}

/** Every way in which the unanswered questions could be answered: some ten thousand at most. */
function completions(situation: Situation, unanswered: readonly QuestionId[]): readonly Situation[] {
  let found: readonly Situation[] = [situation]
  for (const question of unanswered) {
    const choices = choicesOf(question)
    found = found.flatMap((one) => choices.map(({ value }) => ({ ...one, [question]: value })))
  }
  return found
}
