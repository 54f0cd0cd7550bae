import { adviserQuestions } from '../../../src-main/core/adviser/adviser-questions.ts'
import { expect } from './expect.ts'
import { adviceHeadline, answerQuestion, question } from './method-screen.ts'
import { openScreen } from './open-screen.ts'
import { startOver } from './start-over.ts'
import { startPracticeSite } from './start-practice-site.ts'
import type { Stage, State } from './state.ts'

export type MethodStateName = 'method-without-site' | 'method' | 'method-overruled' | 'method-tables'

/** Everything about the choice of a method that the window can show. Each begins without a site, and leaves none. */
export const methodStates: readonly State<MethodStateName>[] = [
  state('method-without-site', /, as recommended$/, async ({ window }) => {
    await openScreen(window, 'Method')
    await expect(adviceHeadline(window)).toHaveText(/^Recommended/)
  }),
  state('method', /, as recommended$/, async ({ window }) => {
    await startPracticeSite(window)
    await openScreen(window, 'Method')
    await expect(question(window, 'group-names')).toContainText('Read')
    await window.getByRole('region', { name: 'What was read' }).locator('summary').first().click()
  }),
  state('method-overruled', /, as recommended$/, async ({ window }) => {
    await startPracticeSite(window)
    await openScreen(window, 'Method')
    await expect(question(window, 'group-names')).toContainText('Read')
    for (const { id, choices } of adviserQuestions) await answerQuestion(window, id, choices.at(-1)?.value ?? '')
    await expect(question(window, 'group-names')).toContainText('Overruled')
  }),
  state('method-tables', /, as recommended$/, async ({ window }) => {
    await openScreen(window, 'Method')
    await window.getByRole('tab', { name: 'Comparison' }).click()
    await expect(window.getByRole('table').first()).toBeVisible()
  })
]

function state(name: MethodStateName, primary: State['primary'], enter: (stage: Stage) => Promise<void>): State<MethodStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      await enter(stage)
      return { [Symbol.asyncDispose]: () => startOver(stage) }
    }
  }
}
