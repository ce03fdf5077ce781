import { published } from './src/models/index.ts'
console.log(Object.keys(published).join(' '))
