import { published, publishedModel } from '../models/index.ts'
import { cardFigure } from './card.ts'
import type { Svg } from './svg.ts'
import { topicCards } from './topic-cards.ts'

/** The small figure of a post: of its own model where it has one, of its subject otherwise; empty where it has neither. */
export function figureOf(post: string, model: string | undefined): Svg {
  const topic = topicCards[post]
  if (topic) return topic()
  return model === undefined ? '' : cardFigure(published[model]!.title, publishedModel(model))
}
