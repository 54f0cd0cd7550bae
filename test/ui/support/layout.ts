/** jsdom lays nothing out: this gives every element a size, so that a virtual table has room for its rows. */
export function supportLayout(height = 610, width = 1200): void {
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => height })
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => width })
  globalThis.ResizeObserver = NeverResized
  Element.prototype.scrollIntoView = () => undefined
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number) {
    if (typeof to === 'object' && to.top !== undefined) scrollBy(this, to.top)
  }
}

/** As the wheel or the scroll bar does it. */
export function scrollBy(element: Element, top: number): void {
  element.scrollTop = top
  element.dispatchEvent(new Event('scroll'))
}

class NeverResized implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
