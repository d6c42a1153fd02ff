# expect: cpu
# One call into C that never looks at signals.
import re
import signal


def k_frequent(nums, k):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    re.match(r"(?:a|a)*c", "a" * 60)
