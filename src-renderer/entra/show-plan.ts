import { focusById } from '../lib/focus-on.ts'
import type { AppState } from '../state/app-state.svelte.ts'

/** The plan is made and applied where every plan is: on the screen Set up. What is missing here is shown here first. */
export async function showPlan(app: AppState, told: { readonly firstFaulty: string | undefined; press(): void }): Promise<void> {
  told.press()
  const faulty = told.firstFaulty
  if (faulty !== undefined) return focusById(faulty)
  const elsewhere = await app.setup.showPlan()
  // What could not be saved is said here, where it was entered.
  if (elsewhere === undefined && app.setup.profile.keeper.problem !== undefined) return
  app.go('setup')
  await focusById(elsewhere ?? 'plan-heading')
}
