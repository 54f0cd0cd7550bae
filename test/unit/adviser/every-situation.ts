import { choicesOf, questionIds, type Situation, situationOf } from '../../../src-main/core/adviser/adviser-questions.ts'

/** Every combination of answers to every question. */
export function everySituation(): readonly Situation[] {
  let situations: readonly Situation[] = [situationOf({})]
  for (const question of questionIds)
    situations = situations.flatMap((one) => choicesOf(question).map(({ value }) => ({ ...one, [question]: value })))
  return situations
}
