/** The colours that a class can have, as the server gives them to new ones. */
export const COLORS = [
  ['#2a80e2', 'Blue'],
  ['#d55c13', 'Orange'],
  ['#009342', 'Green'],
  ['#b654b0', 'Purple'],
  ['#a87f09', 'Gold'],
  ['#158b8c', 'Teal'],
  ['#d24b54', 'Red'],
  ['#876fe4', 'Violet'],
  ['#718509', 'Olive'],
  ['#ca4b85', 'Pink'],
  ['#0e94ba', 'Sky'],
  ['#9957c4', 'Plum'],
] as const;
