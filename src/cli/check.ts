import { forGitHub, forTerminal } from './check-report.ts'
import { checkSite } from './checks.ts'

const color = process.stdout.isTTY === true && !process.env['NO_COLOR']
const outcome = await checkSite(process.cwd())
if (process.env['GITHUB_ACTIONS']) process.stdout.write(forGitHub(outcome))
process.stdout.write(`${forTerminal(color)(outcome)}\n`)
process.exitCode = outcome.problems.length > 0 ? 1 : 0
