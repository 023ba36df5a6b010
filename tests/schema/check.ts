import { readSql, SCHEMAS } from './bare-database';
import { findFaults } from './functions';

const faults = findFaults(readSql(SCHEMAS));
for (const fault of faults) console.error(`${SCHEMAS}: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
