/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** The post being rendered: what its components count when they are not told otherwise. */
    post?: {
      model: string | undefined
      bindings: Record<string, number>
      file: string | undefined
      contents: import('./content/contents.ts').ContentsEntry[]
    }
  }
}

/** A script with its own copy of all that it imports: `src/build/alone.ts`. */
declare module '*?alone=explore' {}
declare module '*?alone=compare' {}
declare module '*?alone=confusion' {}
declare module '*?alone=ranks' {}
