/**
 * Watches over the keyboard’s place inside `root`. A control that goes away with what it did would leave the focus on nothing: then it goes to
 * the heading of the part in which the control stood. One that is disabled while it works gets the focus back when it can be pressed again.
 * Whoever moves the focus on purpose comes first. Answers what ends the watch.
 */
export function keepFocus(root: HTMLElement): () => void {
  let place: Place | undefined
  let isDue = false

  const remember = ({ target }: FocusEvent) => {
    place = target instanceof HTMLElement && root.contains(target) ? { control: target, parts: partsAround(target, root) } : undefined
  }
  // Whoever points at something has left the place; if it is a control, its focus comes next.
  const forget = () => (place = undefined)
  const repair = () => {
    isDue = false
    if (place === undefined || document.activeElement !== document.body) return
    const { control, parts } = place
    if (!control.isConnected) headingOf(parts)?.focus({ preventScroll: true })
    else if (!control.matches(':disabled')) control.focus({ preventScroll: true })
  }
  const observer = new MutationObserver(() => {
    if (place === undefined || isDue || document.activeElement !== document.body) return
    isDue = true
    requestAnimationFrame(repair)
  })

  document.addEventListener('focusin', remember)
  document.addEventListener('pointerdown', forget)
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', remember)
    document.removeEventListener('pointerdown', forget)
  }
}

interface Place {
  readonly control: HTMLElement
  /** From the innermost to the root: once the control is gone, nobody can ask where it stood. */
  readonly parts: readonly HTMLElement[]
}

function partsAround(control: HTMLElement, root: HTMLElement): readonly HTMLElement[] {
  const parts: HTMLElement[] = []
  for (let part = control.parentElement; part !== null && part !== root; part = part.parentElement) {
    if (part.matches('section, form, fieldset, aside, li, [role=region], [role=tabpanel]')) parts.push(part)
  }
  return [...parts, root]
}

function headingOf(parts: readonly HTMLElement[]): HTMLElement | undefined {
  for (const part of parts) {
    const heading = part.isConnected ? part.querySelector<HTMLElement>('h1, h2, h3, h4') : null
    if (heading === null) continue
    heading.tabIndex = -1
    return heading
  }
  return undefined
}
