# --- What a case may not leave ------------------------------------------------------------------------------------
#
# Joined with the other parts by python.go.

IPC = ("/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg")
QUEUES = "/dev/mqueue"
SWEEPER = 65533  # real user of this process while it is the case's user to kill; no case ever runs as it
PATIENCE = 5  # seconds that killing and wiping may take


class Cleaner:
    """Brings the cell back to how it was found: made when nothing has run yet. reap is what takes in ended orphans."""

    def __init__(self, zygote_pid, cgroup, reap):
        self.zygote = zygote_pid
        self.cgroup = cgroup
        self.reap = reap
        self.resting = cgroup.tasks()  # tasks between two cases
        self.empty = free(SCRATCH)
        self.objects = [f for f in map(opened, IPC) if f is not None]
        self.queues = os.path.isdir(QUEUES)

    def clean(self, uid):
        """Ends what the case left, wipes what it wrote, and proves it: gives what is left all the same."""
        self.reap()
        deadline = time.monotonic() + PATIENCE
        while True:
            dirt = self.dirt()
            if not dirt or time.monotonic() > deadline:
                break
            self.sweep(uid, deadline)
            self.reap()
            time.sleep(0.001)
        os.utime(SCRATCH, (0, 0))  # no message to the next case either
        if any(count(f) for f in self.objects) or self.queues and os.listdir(QUEUES):
            dirt.append("IPC objects")
        return ", ".join(dirt)

    def dirt(self):
        """What is left of what can be removed. Files are looked at only when nobody is left to make any."""
        if not self.alone():
            return ["processes"]
        return [] if self.vacant() else ["files"]

    def vacant(self):
        """Whether the scratch folder is as it was found. Where there is one user it is the case's, who may have shut it."""
        if not ROOT:
            os.chmod(SCRATCH, 0o1777)
            for name in os.listxattr(SCRATCH):
                os.removexattr(SCRATCH, name)
        return free(SCRATCH) == self.empty and not os.listdir(SCRATCH)

    def alone(self):
        """Whether only this process and the zygote are there. The control group's count cannot be raced by a case that
        forks ahead of a reader of /proc."""
        tasks = self.cgroup.tasks()
        if tasks is not None:
            return tasks <= self.resting
        own = {os.getpid(), self.zygote}
        return all(int(p) in own for p in os.listdir("/proc") if p.isdigit())

    def sweep(self, uid, deadline):
        """Kills and wipes as the case's user. kill(-1) reaches all of a user's processes at once, so none can fork away.
        No process is started for this, for a case may have taken all that there may be. Meanwhile the real and the saved
        user are others than the case's, so that it cannot reach this process."""
        if not ROOT:
            for p in os.listdir("/proc"):
                if p.isdigit() and int(p) not in (os.getpid(), self.zygote):
                    kill(int(p))
            wipe(SCRATCH, deadline)
            return
        os.setresgid(SWEEPER, uid, 0)
        os.setresuid(SWEEPER, uid, 0)
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        finally:
            wipe(SCRATCH, deadline)
            os.setresuid(0, 0, 0)
            os.setresgid(0, 0, 0)


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def free(folder):
    """Free blocks and inodes of its file system: what an unlinked file holds is missing here too."""
    stat = os.statvfs(folder)
    return stat.f_bfree, stat.f_ffree


def opened(path):
    """A descriptor, which is kept open because it is read after each case; None on a kernel that lacks the file."""
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


def count(fd):
    """How many objects a table in /proc has, below its heading; of very many the first."""
    return max(0, os.pread(fd, 4096, 0).count(b"\n") - 1)


def wipe(folder, deadline):
    """Removes what is in a folder, as the user who owns it; never follows a link. Folders in folders are first moved up
    to the folder itself, so that no path gets long however deep they are."""
    moved = 0
    pending = [folder]
    while pending and time.monotonic() < deadline:
        path = pending.pop()
        try:
            if path != folder:
                os.chmod(path, 0o700)
            with os.scandir(path) as entries:
                names = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
            for name, is_folder in names:
                if not is_folder:
                    os.unlink(name)
                elif path == folder:
                    pending.append(name)
                else:
                    os.chmod(name, 0o700)
                    while os.path.lexists("%s/%d" % (folder, moved)):
                        moved += 1
                    os.rename(name, "%s/%d" % (folder, moved))
                    pending.append("%s/%d" % (folder, moved))
            if path != folder:
                os.rmdir(path)
        except OSError:
            pass  # it is found to be left
