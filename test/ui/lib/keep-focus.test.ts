import { afterEach, describe, expect, it, vi } from 'vitest'
import { keepFocus } from '../../../src-renderer/lib/keep-focus.ts'

let end: (() => void) | undefined

afterEach(() => {
  end?.()
  document.body.replaceChildren()
})

describe('the place of the keyboard', () => {
  it('goes to the heading of the part when the control goes away', async () => {
    const { button } = openPage()
    button.focus()

    button.remove()

    await vi.waitFor(() => expect(focused()).toBe('Settings'))
  })

  it('goes to the next heading around when the whole part goes away', async () => {
    const { button, section } = openPage()
    button.focus()

    section.remove()

    await vi.waitFor(() => expect(focused()).toBe('Set up'))
  })

  it('comes back to a control that could not be pressed for a while', async () => {
    const { button } = openPage()
    button.focus()

    // What a browser does to a focused control that is disabled.
    button.disabled = true
    button.blur()
    await settled()
    expect(document.activeElement).toBe(document.body)

    button.disabled = false
    await vi.waitFor(() => expect(focused()).toBe('Read again'))
  })

  it('is left to whoever moves it on purpose', async () => {
    const { button, other } = openPage()
    button.focus()

    button.remove()
    other.focus()

    await settled()
    expect(focused()).toBe('Other')
  })

  it('is not taken back from whoever has pointed elsewhere', async () => {
    const { button, section } = openPage()
    button.focus()

    section.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    button.remove()

    await settled()
    expect(document.activeElement).toBe(document.body)
  })

  it('is not followed once the watch has ended', async () => {
    const { button } = openPage()
    button.focus()

    end?.()
    button.remove()

    await settled()
    expect(document.activeElement).toBe(document.body)
  })
})

function openPage() {
  document.body.innerHTML = `<main><h1>Set up</h1><section><h2>Settings</h2><button>Read again</button></section><button>Other</button></main>`
  const [main, section, [button, other]] = [find('main'), find('section'), [...document.querySelectorAll('button')]]
  if (button === undefined || other === undefined) throw new TypeError('The page has two buttons')
  end = keepFocus(main)
  return { section, button, other }
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector)
  if (found === null) throw new TypeError(`The page has no ${selector}`)
  return found
}

function focused(): string {
  return document.activeElement?.textContent ?? ''
}

/** After everything that is asked for at the next picture. */
function settled(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
}
