import { styleText } from 'node:util'
import { report, type Problem } from '../markdown/problem.ts'
import type { Outcome } from './checks.ts'

/** How the check tells what it has found. */
export type Reporter = (outcome: Outcome) => string

/** For a terminal: every problem in full, and a line that sums up. */
export const forTerminal =
  (color: boolean): Reporter =>
  ({ problems, files }) => {
    const paint = (style: 'bold' | 'dim' | 'green' | 'red', text: string) =>
      color ? styleText(style, text, { validateStream: false }) : text
    const blocks = problems.map((problem) => {
      const [head = '', ...rows] = report([problem]).split('\n')
      const [place = '', kind = '', message = ''] = head.split('  ')
      return [
        `${paint('bold', place)}  ${paint('red', kind)}  ${message}`,
        ...rows.map((row) => paint('dim', row)),
      ].join('\n')
    })
    const inFiles = count(new Set(problems.map(({ file }) => file)).size, 'file')
    const sum =
      problems.length > 0
        ? paint('red', `${count(problems.length, 'problem')} in ${inFiles}`)
        : paint('green', `${count(files, 'file')} without a problem`)
    return [...blocks, sum].join('\n')
  }

/** For GitHub, which shows each problem at its line of a pull request. */
export const forGitHub: Reporter = ({ problems }) => problems.map((problem) => `${annotation(problem)}\n`).join('')

function annotation(problem: Problem): string {
  const { file, line, column, kind, message } = problem
  const rows = report([problem]).split('\n').slice(1)
  const text = [message, ...rows.map((row) => row.trim())].join('\n')
  return `::error file=${property(file)},line=${line},col=${column},title=${property(kind)}::${data(text)}`
}

/** As GitHub's own toolkit escapes them. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`
