// Shows mocha's tests as its own "spec" reporter does, and writes how many passed and failed to the file that is named
// in the reporter option `counts`. tests/run.ts reads it: a run that crashes writes nothing, and so counts as failed.

const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOptions?.counts;
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed: failures + pending }));
    });
  }
};
