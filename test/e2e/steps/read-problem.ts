import type { Locator } from '@playwright/test'

export interface ShownProblem {
  readonly whatHappened: string
  /** Label and value of each piece of evidence, line by line; empty when the problem speaks for itself. */
  readonly howWeKnow: string
  readonly whatToDo: string
  readonly whoCanDoIt: string
  readonly code: string
}

/** What a person reads of a problem that is shown open: in a rung, or as a card of its own. */
export async function readProblem(shown: Locator): Promise<ShownProblem> {
  // All parts stand there together: waiting for one is waiting for all.
  await partOf(shown, 'What happened').waitFor()
  const part = async (term: string): Promise<string> => (await partOf(shown, term).allInnerTexts()).join('\n')
  return {
    whatHappened: await part('What happened'),
    howWeKnow: await part('How we know'),
    whatToDo: await part('What to do'),
    whoCanDoIt: await part('Who can do it'),
    code: await shown.getByRole('code').first().innerText()
  }
}

function partOf(shown: Locator, term: string): Locator {
  return shown
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${term}$`) })
    .locator('..')
    .getByRole('definition')
    .first()
}
