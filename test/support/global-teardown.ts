/** After all tests: stops what the global setup has started. */
import { stopTestPostgres } from './postgres.ts';

export default stopTestPostgres;
