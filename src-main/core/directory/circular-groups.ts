/**
 * Groups that contain themselves by way of others: strongly connected components of more than one group, or a group inside itself.
 * Tarjan's algorithm with an explicit stack, so that a long chain cannot overflow the call stack.
 */
export function circularGroups(children: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const circular = new Set<string>()

  for (const start of children.keys()) {
    if (order.has(start)) continue
    const walk: { group: string; next: number }[] = [enter(start)]
    for (let step = walk.at(-1); step !== undefined; step = walk.at(-1)) {
      const child = children.get(step.group)?.[step.next]
      step.next += 1
      if (child === undefined) {
        walk.pop()
        close(step.group)
        const parent = walk.at(-1)
        if (parent !== undefined) lower(parent.group, lowest.get(step.group) ?? 0)
      } else if (!order.has(child)) walk.push(enter(child))
      else if (isOpen.has(child)) lower(step.group, order.get(child) ?? 0)
    }
  }
  return circular

  function enter(group: string): { group: string; next: number } {
    order.set(group, order.size)
    lowest.set(group, order.size - 1)
    open.push(group)
    isOpen.add(group)
    return { group, next: 0 }
  }

  function lower(group: string, to: number): void {
    lowest.set(group, Math.min(lowest.get(group) ?? to, to))
  }

  function close(group: string): void {
    if (lowest.get(group) !== order.get(group)) return
    const component: string[] = []
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      isOpen.delete(member)
      component.push(member)
      if (member === group) break
    }
    const isLoop = component.length > 1 || children.get(group)?.includes(group) === true
    if (isLoop) for (const member of component) circular.add(member)
  }
}
