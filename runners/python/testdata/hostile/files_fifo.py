# expect: wall
# Opens a pipe that nobody else will open.
import os


def k_frequent(nums, k):
    os.mkfifo("/tmp/pipe")
    open("/tmp/pipe")
