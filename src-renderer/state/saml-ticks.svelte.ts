type Ticks = Readonly<Record<string, readonly string[]>>

/** Which steps in the portal somebody says are done, site by site. A help for the eye, and no proof of anything. */
export class SamlTicks {
  readonly #isKept: (site: string) => boolean
  readonly #onChange: () => void
  #ticks = $state.raw<Ticks>({})

  /** `isKept`: whether the ticks of this site outlive the application; those of practice do not. */
  constructor(isKept: (site: string) => boolean, onChange: () => void) {
    this.#isKept = isKept
    this.#onChange = onChange
  }

  /** The ticks to find again after a restart. */
  get toKeep(): Record<string, string[]> {
    return Object.fromEntries(
      Object.entries(this.#ticks)
        .filter(([site, steps]) => steps.length > 0 && this.#isKept(site))
        .map(([site, steps]) => [site, [...steps]])
    )
  }

  restore(ticks: Ticks): void {
    this.#ticks = ticks
  }

  of(site: string): readonly string[] {
    return this.#ticks[site] ?? []
  }

  set(site: string, steps: readonly string[], isTicked: boolean): void {
    const others = this.of(site).filter((each) => !steps.includes(each))
    this.#ticks = { ...this.#ticks, [site]: isTicked ? [...others, ...steps] : others }
    this.#onChange()
  }

  /** The site is forgotten. */
  drop(site: string): void {
    const { [site]: _gone, ...others } = this.#ticks
    this.#ticks = others
    this.#onChange()
  }
}
