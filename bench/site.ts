import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from '../tests/build/project.ts'
import { alone, plain, whole } from './projects.ts'

/**
 * What a build costs, and how that grows: `npm run bench` builds 10, 100 and 500 made-up posts with this pipeline, alone and
 * with everything that is published around them, and with the plain one that tutorials show, remark-math and rehype-katex;
 * `npm run bench -- 10 100` builds others, and `npm run bench -- 500 whole` the whole site alone.
 */
const pipelines = { plain, alone, whole }
const args = process.argv.slice(2)
const counts = args.map(Number).filter(Boolean)
const asked = Object.entries(pipelines).filter(([name]) => args.includes(name))
/** What a heap may grow to, in megabytes: ours is held to what a small machine has, with room for what is not in it. */
const heaps: Readonly<Record<string, number>> = { plain: 12_288, alone: 1200, whole: 1200 }
const results = new Map<string, Result[]>()
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${gigabytes(totalmem())}, Node ${process.version}\n`,
)
console.log('| pipeline | posts | time | processor time | peak memory |\n| --- | ---: | ---: | ---: | ---: |')
for (const posts of counts.length > 0 ? counts : [10, 100, 500])
  for (const [name, make] of asked.length > 0 ? asked : Object.entries(pipelines)) {
    const result = await measured(make(posts), posts, heaps[name]!)
    results.set(name, [...(results.get(name) ?? []), result])
    console.log(`| ${name} | ${posts} | ${seconds(result.wall)} | ${seconds(result.cpu)} | ${gigabytes(result.peak)} |`)
  }
printSlopes()
printWeights()

interface Result {
  readonly posts: number
  /** In seconds. */
  readonly wall: number
  readonly cpu: number
  /** In bytes, of the largest process. */
  readonly peak: number
}

async function measured(root: string, posts: number, heap: number): Promise<Result> {
  try {
    const peak = pathToFileURL(path.resolve('bench/peak.ts')).href
    const start = performance.now()
    const { code, output } = await build(root, {
      BENCH_FOLDER: root,
      NODE_OPTIONS: `--max-old-space-size=${heap} --import ${peak}`,
    })
    const wall = (performance.now() - start) / 1000
    const pages = globSync('dist/posts/*/index.html', { cwd: root }).length
    if (code !== 0 || pages !== posts) throw new Error(`${pages} of ${posts} posts built\n${output}`)
    const taken = globSync('taken-*.json', { cwd: root }).map(
      (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as { bytes: number; seconds: number },
    )
    return {
      posts,
      wall,
      cpu: taken.reduce((sum, { seconds }) => sum + seconds, 0),
      peak: Math.max(...taken.map(({ bytes }) => bytes)),
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** What one more post costs, from the first count to the last, and beside the plain pipeline. */
function printSlopes(): void {
  const per = (name: string, of: (result: Result) => number): number => {
    const [first, last] = [results.get(name)![0]!, results.get(name)!.at(-1)!]
    return (of(last) - of(first)) / (last.posts - first.posts)
  }
  const posts = (results.get('plain') ?? []).map((result) => result.posts)
  if (new Set(posts).size < 2) return
  console.log(`\n| one more post, from ${posts[0]} to ${posts.at(-1)} | processor time | of plain | memory |`)
  console.log('| --- | ---: | ---: | ---: |')
  for (const name of results.keys()) {
    const [cpu, theirs] = [name, 'plain'].map((pipeline) => per(pipeline, (result) => result.cpu)) as [number, number]
    const memory = `${(per(name, ({ peak }) => peak) / 1e6).toFixed(1)} MB`
    console.log(`| ${name} | ${Math.round(cpu * 1000)} ms | ${(cpu / theirs).toFixed(2)} | ${memory} |`)
  }
}

/** What a reader of each post of the built site receives first, compressed: the page, its styles inside it, and its scripts. */
function printWeights(): void {
  if (!existsSync('dist/index.html.br')) return
  console.log('\n| page | HTML | HTML, Brotli | with scripts, Brotli |\n| --- | ---: | ---: | ---: |')
  for (const file of globSync('{index.html,posts/*/index.html}', { cwd: 'dist' }).sort()) {
    const html = readFileSync(path.join('dist', file), 'utf8')
    const size = (name: string): number => statSync(path.join('dist', name)).size
    // What fits into a packet is not compressed.
    const packed = (name: string): number => size(existsSync(path.join('dist', `${name}.br`)) ? `${name}.br` : name)
    const linked = [...html.matchAll(/<script type="module"[^>]* src="\/([^"]+)"/g)].map(([, name]) => name!)
    const all = [file, ...new Set(linked)].reduce((sum, name) => sum + packed(name), 0)
    console.log(
      `| /${file.replace('index.html', '')} | ${kilobytes(size(file))} | ${kilobytes(packed(file))} | ${kilobytes(all)} |`,
    )
  }
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`
}
function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}
