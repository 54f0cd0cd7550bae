/** Which values of a hand-off a person has entered in the web form: a help for the eye, and no proof of anything. */
export class HandOffTicks {
  #ticked = $state.raw<readonly string[]>([])

  has(runId: string, changeId: string, field: string): boolean {
    return this.#ticked.includes(keyOf(runId, changeId, field))
  }

  set(runId: string, changeId: string, field: string, isTicked: boolean): void {
    const key = keyOf(runId, changeId, field)
    const others = this.#ticked.filter((each) => each !== key)
    this.#ticked = isTicked ? [...others, key] : others
  }
}

function keyOf(runId: string, changeId: string, field: string): string {
  return `${runId} ${changeId} ${field}`
}
