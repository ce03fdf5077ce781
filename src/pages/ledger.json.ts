import type { APIRoute } from 'astro'
import { book } from '../ledger/book.ts'

/** The ledger for programs: counts are decimal text, since they pass 2⁵³. */
export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(book, null, 1)}\n`, { headers: { 'Content-Type': 'application/json' } })
