import { mount } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type UserPlus from '@lucide/svelte/icons/user-plus'

/** Any icon of the library. */
export type Icon = typeof UserPlus

/**
 * Puts an icon into an element: `{@attach copyIcon(Minus, 16)}`. The library builds each icon attribute by attribute, which was most of the
 * work of a table row; here it builds each only once. `size` in px.
 */
export function copyIcon(icon: Icon, size: number): Attachment {
  return (element) => {
    const copy = original(icon).cloneNode(true)
    if (copy instanceof SVGElement) {
      copy.setAttribute('width', String(size))
      copy.setAttribute('height', String(size))
    }
    element.replaceChildren(copy)
  }
}

const originals = new Map<Icon, Node>()

function original(icon: Icon): Node {
  const known = originals.get(icon)
  if (known !== undefined) return known
  const target = document.createElement('span')
  mount(icon, { target, props: { strokeWidth: 2 } })
  const drawn = target.querySelector('svg') ?? target
  originals.set(icon, drawn)
  return drawn
}
