import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { postSchema } from './content/schema.ts'

export const collections = {
  posts: defineCollection({ loader: glob({ base: './content/posts', pattern: '**/*.mdx' }), schema: postSchema }),
}
