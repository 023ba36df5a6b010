import { ARROWS } from './arrows';
import { findFaults } from './find-faults';

const faults = findFaults('.', ARROWS);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
