import type { Page } from '@playwright/test'
import type { SignInFaultName } from '../../../src-main/practice/entra/sign-in-fault.ts'
import { expect } from './expect.ts'
import { pressSaml } from './saml-screen.ts'
import { signInAt } from './sign-in-at.ts'
import type { TestSite } from './start-site.ts'

/** In step 4: waits for a sign-in, and signs in by this provider. Answers what the window says of it. */
export async function proveBy(
  window: Page,
  { service }: TestSite,
  strategyId: number,
  person: string,
  fault: SignInFaultName | '' = ''
): Promise<string> {
  await pressSaml(window, 'Open the browser and wait')
  await expect(window.getByText(/^Waiting since/)).toBeVisible()
  await signInAt(service.signInPage(strategyId), person, fault)
  const outcome = window.getByRole('heading', { name: /^Signed in as|^The sign-in was refused/ })
  await expect(outcome).toBeVisible()
  return outcome.innerText()
}

/** Somebody of the site signs in by this provider from now on, as another administrator decides. */
export function moveToProvider({ service }: TestSite, username: string, strategyId: number): void {
  const user = [...service.state.users.values()].find((each) => each.username === username)
  if (user === undefined) throw new Error(`The site has no ${username}`)
  service.changeAsSecondAdministrator({ user: { id: user.id, fields: { sso_strategy_id: strategyId } } })
}
