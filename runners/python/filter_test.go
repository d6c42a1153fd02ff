package python_test

import "testing"

// What the filter denies, no honest submission needs: here is what programs do with processes, signals, limits, locks of
// records and files.
func TestFilterLeavesTheUsual(t *testing.T) {
	t.Parallel()
	const source = `
import asyncio, concurrent.futures, fcntl, os, resource, shutil, signal, sqlite3, subprocess, tempfile, threading, time

async def echo():
    process = await asyncio.create_subprocess_exec("echo", "5", stdout=subprocess.PIPE)
    return int((await process.communicate())[0])

def database():
    for name in ":memory:", "/tmp/data":
        db = sqlite3.connect(name)
        db.execute("create table t (n)")
        with db:
            db.execute("insert into t values (5)")
        db.close()
    other = sqlite3.connect("/tmp/data")
    return other.execute("select n from t").fetchone()[0]

def child():
    pid = os.fork()
    if pid == 0:
        signal.pause()
    os.kill(pid, signal.SIGTERM)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def limits():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft - 1, hard))
    return resource.prlimit(0, resource.RLIMIT_NOFILE)[0] == soft - 1

def handled():
    seen = []
    signal.signal(signal.SIGUSR1, lambda *_: seen.append(5))
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
    signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
    return len(seen)

def files():
    with tempfile.TemporaryDirectory() as folder, open(folder + "/a", "wb+") as f:
        fcntl.lockf(f, fcntl.LOCK_EX)
        f.write(b"5")
        f.flush()
        shutil.copy(f.name, folder + "/b")
        return len(os.listdir(folder))

def k_frequent(nums, k):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        threads = sum(pool.map(abs, [-2, -3]))
    killed = subprocess.Popen(["sleep", "100"])
    killed.kill()
    return [asyncio.run(echo()), database(), child(), limits(), handled(), files(), threads, killed.wait()]
`
	p := small()
	p.Limits.CPU *= 10
	o := run(t, prepare(t, newRunner(t), p, []byte(source)), numbers)
	if got := ending(o); got != "answered [5,5,-15,true,3,2,5,-9]" {
		t.Errorf("%s %s %s", got, describe(o), o.Stderr)
	}
}
