import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bibliographyProblems, uncited } from '../../src/markdown/bibliography-problems.ts'
import { nearest } from '../../src/markdown/nearest.ts'
import { authorsInFull, authorsInText, parseReferences } from '../../src/markdown/references.ts'

const file = 'content/references.bib'
const bibtex = readFileSync(file, 'utf8')
const entry = (key: string, fields: string) => `@misc{${key},\n${fields}\n}\n`
const complete = 'author = {A, B}, title = {C}, year = {2020}, eprint = {2001.00001}'

describe('the bibliography', () => {
  it('has no problem', () => {
    expect(bibliographyProblems(file, bibtex)).toEqual([])
  })

  it('is in the order of its keys', () => {
    const keys = parseReferences(bibtex).map(({ key }) => key)
    expect(keys).toEqual([...keys].sort())
  })
})

describe('a work', () => {
  const [work] = parseReferences(
    '% one\n\n@inproceedings{x2020,\n  author = {van Merri{\\"e}nboer, Bart and Kaiser, {\\L}ukasz and {Gemma Team} and others},\n' +
      '  title = {{BERT}: A \\& B -- {\\em c}},\n  booktitle = {NeurIPS}, year = {2020}, doi = {10.1/2}\n}\n',
  )

  it('is read with its TeX resolved, and with the line it begins on', () => {
    expect(work).toEqual({
      key: 'x2020',
      authors: [
        { family: 'van Merriënboer', given: 'Bart' },
        { family: 'Kaiser', given: 'Łukasz' },
        { family: 'Gemma Team', given: undefined },
      ],
      more: true,
      title: 'BERT: A & B – c',
      venue: 'NeurIPS',
      year: '2020',
      link: { href: 'https://doi.org/10.1/2', text: 'doi:10.1/2' },
      line: 3,
    })
  })

  it('names its authors, in a sentence and in a list', () => {
    expect(authorsInText(work!)).toBe('van Merriënboer et al.')
    expect(authorsInFull(work!)).toBe('Bart van Merriënboer, Łukasz Kaiser, Gemma Team, et al.')
    expect(authorsInFull({ ...work!, more: false })).toBe('Bart van Merriënboer, Łukasz Kaiser, and Gemma Team')
  })
})

describe('a problem of a bibliography', () => {
  const messages = (source: string) =>
    bibliographyProblems(file, source).map(({ line, message }) => `${line} ${message}`)

  it('is a field that is missing', () => {
    expect(messages(entry('a2020', 'title = {C}, year = {soon}'))).toEqual([
      '1 a2020 has no author',
      '1 a2020 has no year',
      '1 a2020 has no eprint, doi or url',
    ])
  })

  it('is a key or a work that is there twice, or a key of another form', () => {
    expect(messages(entry('a2020', complete) + entry('b2020', complete))).toEqual(['4 b2020 is there already'])
    expect(messages(entry('a2020', complete) + entry('a2020', complete.replace('0001', '0002')))).toEqual([
      '4 a2020 is there already',
    ])
    expect(messages(entry('Smith-2020', complete))).toEqual(['1 Smith-2020 is not a key of this file'])
  })

  it('is what is no BibTeX, with its line', () => {
    expect(messages('@misc{a2020, title = {x}\n}\n\n@misc{b2020 title = {y}}\n')).toEqual(['4 not BibTeX'])
    expect(messages('nothing of the kind')).toEqual(['1 not BibTeX'])
  })

  it('is a work that nobody cites', () => {
    const two = entry('a2020', complete) + entry('b2020', complete)
    expect(uncited(file, two, ['So [@b2020, §3].']).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 no post cites a2020',
    ])
  })
})

describe('the nearest name', () => {
  it.each([
    ['vasvani2017', 'vaswani2017'],
    ['Flop', 'FlopTable'],
    ['devlin', 'devlin2019'],
    ['zzz', undefined],
  ])('to %s is %s', (name, expected) => {
    expect(nearest(name, ['devlin2019', 'vaswani2017', 'FlopTable', 'x'])).toBe(expected)
  })
})
