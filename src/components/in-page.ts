/** How an address begins that holds its own text, until the build moves that to a file. */
export const inPage = 'data:application/json;base64,'
