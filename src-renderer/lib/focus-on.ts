import { tick } from 'svelte'

/** Moves the focus once the page has changed: for a button that goes away with what it did, so that the keyboard does not start over at the top. */
export async function focusOn(selector: string): Promise<void> {
  await tick()
  document.querySelector<HTMLElement>(selector)?.focus()
}

/** The same for a control by its id. */
export async function focusById(id: string): Promise<void> {
  await tick()
  document.getElementById(id)?.focus()
}
