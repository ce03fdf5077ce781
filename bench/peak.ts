import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Loaded before a build: at its end it says what the process took, which only the process itself knows exactly. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const taken = { bytes: maxRSS * 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 + ofPrograms() }
  writeFileSync(`${process.env['BENCH_FOLDER']}/taken-${process.pid}.json`, JSON.stringify(taken))
})

/** Seconds of the programs that it started and that have ended, such as the indexer of the search; only Linux tells. */
function ofPrograms(): number {
  if (!existsSync('/proc/self/stat')) return 0
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  const ticks = Number(fields[13]) + Number(fields[14])
  return ticks / 100
}
