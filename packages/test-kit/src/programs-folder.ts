import { fileURLToPath } from "node:url"

/** Where `npm start` keeps the programs that it fetched, too, so that each is fetched once. */
export const PROGRAMS_FOLDER = fileURLToPath(new URL("../../../.data/programs", import.meta.url))
