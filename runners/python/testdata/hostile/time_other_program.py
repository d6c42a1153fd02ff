# expect: cpu
# Has another program burn the time.
import subprocess


def k_frequent(nums, k):
    subprocess.run(["/bin/sh", "-c", "while :; do :; done"])
