# expect: exited 1, raised
# Patches all that may show an error, and raises one. It may spoil its own error's report, at which line is the interpreter's
# affair, but gets no answer and no end that is not an error: both ends are.
import sys
import traceback


def k_frequent(nums, k):
    def quiet(*args, **options):
        sys.exit(0)

    sys.excepthook = sys.unraisablehook = traceback.print_exception = traceback.print_exc = traceback.format_exc = quiet
    sys.settrace(quiet)
    sys.setprofile(None)
    raise ValueError("caught")
