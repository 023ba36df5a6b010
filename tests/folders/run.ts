import { ARROWS, FOREIGN_WORDS } from './arrows';
import { findFaults } from './find-faults';

const faults = findFaults('.', ARROWS, FOREIGN_WORDS);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
