// The totals as ./test.sh counts them, whatever the test runner's own summary looks like.
export default class Totals {
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      // A file that could not be loaded has no tests, but it has failed.
      if (module.state() === "failed" && [...module.children.allTests()].length === 0) count.failed += 1;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }
    console.log(`\n  succeeded: ${count.passed}\n  failed: ${count.failed}\n  skipped: ${count.skipped}`);
  }
}
