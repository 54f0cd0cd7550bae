import { test } from '@playwright/test'
import { shareWindow, type SharedWindow } from './share-window.ts'
import { stateCalled, type StateName } from './states.ts'

export interface SharedStates {
  readonly shared: SharedWindow
  /** Into a state, or nothing when the window stands in it already. */
  enter(name: StateName): Promise<void>
}

/** One application for all tests of a file, which stays in a state while the tests ask for the same: the way into it takes longer than they do. */
export function shareStates(): SharedStates {
  let current: { readonly name: StateName; readonly left: AsyncDisposable } | undefined
  const leave = async (): Promise<void> => {
    const left = current?.left
    current = undefined
    await left?.[Symbol.asyncDispose]()
  }
  // Before the window's own, which closes it: they run in this order.
  test.afterAll(leave)
  const shared = shareWindow()
  return {
    shared,
    async enter(name) {
      if (current?.name === name && !passing.has(name)) return
      await leave()
      current = { name, left: await stateCalled(name).enter(shared.launched) }
    }
  }
}

/** These last until a deadline of the application: each test begins anew. */
const passing: ReadonlySet<StateName> = new Set(['running', 'applying', 'preview-reading', 'saml-reading', 'oauth-testing'])
