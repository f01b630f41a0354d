// Stands in for @vscode/native-watchdog, which exists only as C++ sources: ends this process soon after the one that it
// watches. SIGKILL, because an extension host holds on when it is asked to exit.
const INTERVAL_MILLISECONDS = 1000;

function end() {
  process.kill(process.pid, 'SIGKILL');
}

exports.start = (watched) => {
  setInterval(() => {
    try {
      process.kill(watched, 0);
    } catch (error) {
      if (error.code === 'ESRCH') end();
    }
  }, INTERVAL_MILLISECONDS).unref();
};
exports.exit = end;
