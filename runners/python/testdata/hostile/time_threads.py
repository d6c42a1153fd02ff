# expect: cpu
# Burns time in threads.
import hashlib
import threading


def k_frequent(nums, k):
    data = b"x" * (1 << 20)

    def burn():
        while True:
            hashlib.sha256(data).digest()  # gives up the interpreter's lock

    threads = [threading.Thread(target=burn) for _ in range(4)]
    for thread in threads:
        thread.start()
    threads[0].join()
