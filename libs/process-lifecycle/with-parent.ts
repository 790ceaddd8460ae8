import { exitWithParent } from './process-lifecycle.js';

// For `node --import`: the launcher loads it into every child, so that none is left behind by an app that forgot to ask.
exitWithParent();
