import { existsSync, readFileSync } from 'node:fs'

/**
 * Prints `N passed, N failed` over the reports in test-results/. The argument is the exit code of `npm test`: a step that
 * failed without a failing test, such as a type error or a broken build, counts as one failure.
 */
const counts = [vitest('unit'), vitest('build'), playwright('browser')]
const passed = sum(counts.map((count) => count.passed))
const failed = sum(counts.map((count) => count.failed))
const stepFailed = process.argv[2] !== '0' && failed === 0
console.log(`${passed} passed, ${failed + Number(stepFailed)} failed`)

type Count = { passed: number; failed: number }

function vitest(name: string): Count {
  const report = read(name)
  const suitesThatDidNotRun = (report.testResults ?? []).filter(
    (suite: { status: string; assertionResults: unknown[] }) =>
      suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + suitesThatDidNotRun.length,
  }
}

function playwright(name: string): Count {
  const { stats = {}, errors = [] } = read(name)
  return {
    passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
    failed: (stats.unexpected ?? 0) + errors.length,
  }
}

function read(name: string) {
  const file = `test-results/${name}.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
