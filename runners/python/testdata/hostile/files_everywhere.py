# expect: answered []
# Writes wherever it can. The places outside the scratch folder are its answer, which must be empty.
import os


def k_frequent(nums, k):
    found = []
    for folder in "/", "/etc", "/usr", "/var/tmp", "/dev", "/dev/shm", "/dev/mqueue", "/run", "/proc", "/proc/1", "/proc/sys/kernel", "/sys", "/sys/fs/cgroup", "/sys/fs/cgroup/pids", "/home", "/root", "/opt":
        try:
            with open(folder + "/left", "w") as f:
                f.write("left")
            found.append(folder)
        except OSError:
            pass
    for name in "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/1/oom_score_adj", "/proc/1/comm":
        try:
            with open(name, "w") as f:
                f.write("0")
            found.append(name)
        except OSError:
            pass
    with open("/tmp/left", "w") as f:
        f.write("left")
    return found
