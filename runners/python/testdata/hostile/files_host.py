# expect: answered []
# Looks for what is the host's or another user's.
import os


def k_frequent(nums, k):
    found = []
    for name in (
        "/etc/shadow", "/etc/gshadow", "/root/.ssh", "/root/.bash_history", "/var/run/docker.sock", "/run/docker.sock",
        "/run/containerd/containerd.sock", "/var/lib/docker", "/proc/1/root/etc/passwd", "/proc/kcore", "/dev/sda", "/dev/vda",
        "/dev/mem", "/dev/kmsg", "/dev/fuse", "/dev/kvm", "/dev/net/tun", "/proc/1/environ", "/sys/kernel/debug/tracing",
    ):
        try:
            if os.path.isdir(name):
                os.listdir(name)
            else:
                os.close(os.open(name, os.O_RDONLY))
            found.append(name)
        except OSError:
            pass
    return found
