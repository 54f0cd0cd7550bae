/** From now on, the time of the processor in ms that this process has used: unlike the clock on the wall it does not count what other programs do meanwhile. */
export function startCpuClock(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
}
