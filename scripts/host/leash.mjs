// Loaded into the host's server, which passes it on to the processes that it forks: ends each when the process that
// started it is gone, however it went.
const INTERVAL_MILLISECONDS = 500;
const starter = process.ppid;

setInterval(() => {
  if (process.ppid !== starter) process.kill(process.pid, 'SIGKILL');
}, INTERVAL_MILLISECONDS).unref();
