import { writeFileSync } from 'node:fs'

/** Loaded before a build: at its end it says what the process took, which only the process itself knows exactly. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const taken = { bytes: maxRSS * 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 }
  writeFileSync(`${process.env['BENCH_FOLDER']}/taken-${process.pid}.json`, JSON.stringify(taken))
})
