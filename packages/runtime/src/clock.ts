/** Where a component takes its time from; tests and simulations give their own. */
export type Clock = () => Date
export const systemClock: Clock = () => new Date()
