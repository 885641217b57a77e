/**
 * How often a randomized test repeats itself: `npm test` takes the small number, `npm run test:soak` (which sets
 * GUILDHALL_SOAK) the large one.
 */
export function soak<Size>(small: Size, large: Size): Size {
  return process.env.GUILDHALL_SOAK ? large : small;
}
